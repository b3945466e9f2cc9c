create table address (id integer primary key, member_id integer not null, city text not null);
create table member (id integer primary key, name text not null);
insert into member values (1, 'Ada'), (2, 'Grace'), (3, 'Alan');
insert into address values (10, 1, 'Leeds'), (11, 2, 'Dover'), (12, 2, 'York');
