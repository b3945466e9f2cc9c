create table staff (id integer primary key, mail text, name text not null);
insert into staff values (1, 'a@x', 'Ada'), (2, 'b@x', 'Bo');
create table member (id integer primary key, mail text, name text not null);
insert into member values (1, 'b@x', 'Bob'), (2, 'c@x', 'Cy'), (3, 'c@x', 'Cyd'), (4, 'd@x', 'Dee');
create table visit (id integer primary key, mail text, name text not null);
insert into visit values (1, 'D@x', 'Di'), (2, 'e@x', 'Eve'), (3, 'E@x', 'Eva'), (4, null, 'No');
