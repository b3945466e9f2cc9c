create table member (id integer primary key, name text not null, branch text);
insert into member values (1, ' Ada ', 'N'), (2, 'Grace', 'S'), (3, 'Alan', 'X');
