create table branch (code varchar(10) primary key, name varchar(40) not null);
create table reader (
  id integer primary key, name varchar(40) not null,
  branch varchar(10) not null references branch (code)
);
create table card (id integer primary key, label varchar(90) not null);
create table card_print (id integer primary key, label varchar(90) not null);
