create table reader (
  id integer primary key, name varchar(12) not null, joined date, fee numeric(6, 2)
);
