create table branch (code text primary key, city text not null);
create table card (member_id integer primary key, number text not null);
create table member (id integer primary key, name text not null, branch text);
insert into branch values ('N', 'Leeds'), ('S', 'Dover');
insert into card values (1, 'C-1'), (3, 'C-3');
insert into member values (1, 'Ada', 'N'), (2, 'Grace', 'S'), (3, 'Alan', null);
