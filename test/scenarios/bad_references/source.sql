create table member (id integer primary key, name text not null);
create table loan (id integer primary key, member_id integer not null, branch text);
insert into member values (1, 'Ada');
insert into loan values (1, 1, 'C'), (2, 7, 'C'), (3, 1, 'X'), (4, 8, 'X');
