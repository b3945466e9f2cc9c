create table reader (id integer primary key, name text not null);
create table card (id integer primary key, reader_id integer references reader on delete cascade);
