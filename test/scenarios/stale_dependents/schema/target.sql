create table branch (id integer primary key, code varchar(10) not null unique, name varchar(40) not null);
create table reader (id integer primary key, name varchar(40) not null, branch varchar(40) not null);
create table card (id integer primary key, label varchar(90) not null);
