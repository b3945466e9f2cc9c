create table lending (id integer primary key, name text, city text, title text);
