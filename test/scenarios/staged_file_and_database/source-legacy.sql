create table member (id integer primary key, card text not null, name text);
insert into member values (1, 'A-1', 'Ada'), (2, 'a-1', 'Alan'), (3, 'G-7', 'Grace');
create table unused (id integer primary key);
