create table member (id integer primary key, name text, joined text, fee text);
