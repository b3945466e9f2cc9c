create table country (code text primary key, label text not null);
create table member (id integer primary key, name text not null, country text, branch text);
insert into country values ('de', 'Germany'), ('fr', 'France'), ('xx', 'Atlantis');
insert into member values
  (1, 'Ada', 'DE', 'North'), (2, 'Grace', 'FR', 'West'), (3, 'Alan', 'XX', 'North'),
  (4, 'Mary', null, null), (5, 'Barbara', 'QQ', 'South');
