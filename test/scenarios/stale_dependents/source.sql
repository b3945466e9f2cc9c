create table site (code text primary key, label text not null);
create table member (id integer primary key, name text not null, site text not null);
insert into site values ('N', 'North'), ('S', 'South');
insert into member values (1, 'Ada', 'N'), (2, 'Grace', 'S');
