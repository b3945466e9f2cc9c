create table visit (id integer primary key, branch_id integer not null, head_id integer not null);
create table staff (id integer primary key, name text not null, branch_id integer not null);
insert into visit values (1, 1, 10), (2, 1, 10), (3, 2, 98), (4, 2, 97);
insert into staff values (10, 'Ada', 1), (20, 'Grace', 2);
