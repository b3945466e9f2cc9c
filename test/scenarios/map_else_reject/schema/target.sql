create table lending (id integer primary key, state text);
