create table land (id integer primary key, iso2 text not null unique);
create table reader (id integer primary key, name text not null, land_id integer references land);
