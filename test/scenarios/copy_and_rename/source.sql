create table member (id integer primary key, name text not null, joined text, old_flag text);
insert into member values
  (1, 'Ada Lovelace', '2015-12-10', 'N/A'),
  (2, 'Grace Hopper', null, 'N/A'),
  (3, '  Élise 🎈 ', '2020-02-29', null);
