create table member (id integer primary key, kind text, phones text);
insert into member values
  (1, 'A', '555; five;777'), (2, 'A', null), (3, 'A', ''), (4, null, '-9;9;none'), (5, 'TEST', '1;2;3');
