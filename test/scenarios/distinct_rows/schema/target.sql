create table reader (id integer primary key, email text unique);
