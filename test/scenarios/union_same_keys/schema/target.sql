create table person (email varchar(20) primary key, name varchar(20) not null, origin varchar(10) not null);
