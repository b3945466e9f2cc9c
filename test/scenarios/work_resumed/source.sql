create table item (id integer primary key, kind text);
insert into item values (1, 'a'), (2, 'b');
create table rate (kind text primary key, rate integer not null);
insert into rate values ('a', 10);
