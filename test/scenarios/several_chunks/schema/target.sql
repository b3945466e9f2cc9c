create table lending (id integer primary key, member integer not null);
