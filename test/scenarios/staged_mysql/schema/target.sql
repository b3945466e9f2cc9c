create table lending (number integer primary key, name text, joined date);
