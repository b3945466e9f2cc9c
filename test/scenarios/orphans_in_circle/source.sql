create table branch (id integer primary key, name text not null, head_id integer);
create table staff (id integer primary key, name text not null, branch_id integer);
create table desk (id integer primary key, staff_id integer);
insert into branch values (1, 'North', 10), (2, 'South', 20);
insert into staff values (10, 'Ada', 1), (20, 'Grace', 2);
insert into desk values (100, 10);
