create table member (
  id integer primary key, active integer not null, left_on text, phone text, joined text
);
insert into member values
  (1, 1, '0001-01-01', 'N/A', '2015-12-10'), (2, 0, '2020-05-01', '555', '2016-01-01'),
  (3, 2, null, null, '2017-01-01');
