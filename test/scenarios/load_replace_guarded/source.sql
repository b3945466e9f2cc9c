create table member (id integer primary key, name text not null);
insert into member values (1, 'Ada'), (2, 'Grace'), (3, 'Alan');
