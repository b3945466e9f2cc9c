create table member (id integer primary key, name text);
create table loan (id integer primary key, member_id integer, number text, state text);
create table address (id integer primary key, member_id integer, kind text, city text);
insert into member values (1, 'Ada'), (2, 'Grace'), (3, 'Alan');
insert into loan values
  (10, 1, '10', 'out'), (11, 1, '11', 'OUT'), (14, 1, '14', 'back'), (15, 2, '15', 'back'),
  (12, 3, 'twelve', 'out'), (13, 3, '13', 'out');
insert into address values
  (1, 1, 'home', 'York'), (2, 1, 'work', 'Hull'), (3, 3, 'HOME', 'Bath'), (4, 2, 'work', 'Hull');
