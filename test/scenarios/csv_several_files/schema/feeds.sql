create table member (id integer, name text, fee text);
