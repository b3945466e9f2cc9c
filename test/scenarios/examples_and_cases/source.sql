create table member (id integer primary key, name text, kind text, country text);
insert into member values (1, 'Ada', 'R', 'de');
