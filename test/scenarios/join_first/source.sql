create table member (id integer primary key, kind text, joined_on text);
create table address (id integer primary key, member_id integer, kind text, city text, updated_on text);
create table fee (kind text, since text, amount text, primary key (kind, since));
insert into member values (1, 'A', '2021-05-05'), (2, 'A', '2020-12-31'), (3, 'X', null), (4, 'B', '2030-01-01');
insert into address values
  (1, 1, 'HOME', 'Bath', '2020-01-01'), (2, 1, 'HOME', 'York', '2021-01-01'),
  (3, 1, 'OLD', 'Hull', '2024-01-01'), (4, 2, 'HOME', 'Bath', null), (5, 4, 'HOME', 'York', '2020-01-01'),
  (6, 4, 'HOME', 'Hull', '2020-01-01'), (7, 4, 'WORK', 'Hull', '2020-01-01');
insert into fee values
  ('A', '2020-01-01', '1.00'), ('A', '2021-01-01', '1.50'), ('A', '2022-01-01', '1.75'), ('B', '2020-01-01', '2.00');
