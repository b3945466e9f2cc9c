create table title (id integer primary key, isbn text not null, name text not null);
create table lending (id integer primary key, title_id integer references title (id));
