create table reader (id integer primary key, joined date);
