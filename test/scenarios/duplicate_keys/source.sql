create table member (id integer primary key, card text not null, name text not null);
insert into member values (1, 'C-1', 'Ada'), (2, 'C-2', 'Grace'), (3, 'C-1', 'Alan'), (4, 'C-1', 'Mary');
