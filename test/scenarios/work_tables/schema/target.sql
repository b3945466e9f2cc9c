create table client (
  name varchar(20) primary key, total varchar(20) not null, sales integer not null, first_day varchar(20) not null,
  card varchar(10));
create table big_sale (id integer primary key, client varchar(20) not null, share varchar(10) not null);
