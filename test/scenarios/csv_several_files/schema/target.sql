create table reader (
  id integer primary key, name varchar(12) not null, fee numeric(6, 2)
);
