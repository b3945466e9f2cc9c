create table member (id integer primary key, name text not null, branch text, card text not null);
insert into member values
  (0, ' Ada 📚 ', 'N', 'abc'), (2, 'Grace', 'S', 'd'), (3, 'Alan', 'X', 'e'), (4, 'Mary', 'N', 'ABC');
