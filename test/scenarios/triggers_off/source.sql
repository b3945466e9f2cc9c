create table member (id integer primary key, name text, branch text);
insert into member values (1, 'Ada', 'North'), (2, 'Grace', 'South'), (3, null, 'North');
