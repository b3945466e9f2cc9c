create table reader (id integer primary key, city text, fee text);
