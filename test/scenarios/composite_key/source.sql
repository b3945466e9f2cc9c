create table copy (isbn text, number integer, shelf text, primary key (isbn, number));
insert into copy values ('978-1', 2, 'A'), ('978-1', 10, 'B'), ('978-0', 1, null);
