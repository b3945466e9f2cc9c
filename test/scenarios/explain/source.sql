create table town (id integer primary key, name text not null);
create table member (
  id integer primary key, first text, last text, kind text, joined text, town text
);
create table card (id integer primary key, member_id integer unique, number text);
insert into town values (1, 'Bath'), (2, 'York');
insert into member values
  (1, 'Ada', 'Lovelace', 'FULL', '1815-12-10', ' Bath'), (2, 'Grace', 'Hopper', 'TEST', null, null),
  (3, 'Mary', 'Shelley', 'FULL', 'in May', 'Leeds'), (10, 'Jane', null, 'HALF', null, 'York');
insert into card values (7, 1, 'ab1');
