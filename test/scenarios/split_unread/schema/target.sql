create table arrival (code varchar(10) primary key, day date);
create table departure (code varchar(10), link integer, day date, primary key (code, link));
