create table member (id integer primary key, joined text);
insert into member values
  (1, '2015-12-10'), (2, 'soon'), (3, '2016-01-01'), (4, 'later'), (5, '2017-01-01');
