create table member (id integer primary key, code numeric(10, 2), card text not null, name text);
insert into member values
  (1, 10.5, 'A-1', 'Ada'), (2, 10.5, 'a-1', 'Alan'), (9007199254740993, 12, 'G-7', 'Grace'),
  (4, 'odd', 'K-2', 'Kay');
