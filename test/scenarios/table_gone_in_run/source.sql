create table member (id integer primary key, name text not null);
create table loan (id integer primary key, member_id integer not null);
insert into member values (1, 'Ada'), (2, 'Grace');
insert into loan values (10, 1), (11, 2);
