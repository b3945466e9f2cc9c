create table member (id integer primary key, name text, born text);
insert into member values (1, 'Ada Lovelace', '1815-12-10 06:30:00'), (2, 'Bob', null);
