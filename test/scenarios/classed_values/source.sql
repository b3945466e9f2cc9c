create table member (id integer primary key, email text, joined text);
insert into member values (1, 'ada@example.org', '2015-12-10'), (2, 'grace@example.org', 'soon'),
  (3, 'ADA@example.org', '2016-01-01');
