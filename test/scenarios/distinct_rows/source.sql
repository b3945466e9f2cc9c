create table member (id integer primary key, kind text, name text, email text, joined_on text);
insert into member values
  (1, 'A', 'Ada', 'Ada@x', '2020-01-01'), (2, 'A', 'Ada', 'ada@X', '2021-01-01'),
  (3, 'TEST', 'Ada', 'ada@x', '2022-01-01'), (4, 'A', 'Bo', null, '2020-01-01'),
  (5, 'A', 'Bob', null, '2020-01-01'), (6, 'A', 'Cy', 'b@x', '2020-01-01'), (9, 'A', 'Cy', 'b@x', '2020-01-01'),
  (7, 'A', 'Di', 'd@x', '2020-01-01'), (8, 'A', 'Di', 'd@x', 'soon');
