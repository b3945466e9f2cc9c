create table member (id integer primary key, name text);
create table loan (id integer primary key, member_id integer);
insert into member values (1, 'Ada'), (2, null);
insert into loan values (10, 1), (11, 2), (12, 77), (13, null);
