create table member (id integer primary key, name text not null, kind text, deleted_at text);
insert into member values
  (1, 'Ada', 'READER', null), (2, 'Grace', 'TEST', null), (3, 'Alan', 'READER', '2020-01-01'),
  (4, 'Mary', null, null), (5, 'Barbara', 'TEST', '2020-01-01');
