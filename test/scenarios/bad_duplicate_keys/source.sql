create table member (no integer primary key, email text not null, name text not null);
insert into member values (1, 'ada@example.org', 'Ada'), (2, 'ADA@example.org', 'Ada again'), (3, 'grace@example.org', 'Grace'), (4, 'Ada@Example.org', 'Ada once more');
