create table reader (id integer primary key, name text not null);
create table lending (id integer primary key, member_id integer references reader (id));
