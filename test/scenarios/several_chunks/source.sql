create table loan (id integer primary key, member integer not null);
with recursive number (n) as (values (1) union all select n + 1 from number where n < 120000)
insert into loan select n * 3, n % 1000 from number;
