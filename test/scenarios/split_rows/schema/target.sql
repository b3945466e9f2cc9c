create table login (id integer primary key, place varchar(1) not null);
create table change (origin varchar(5), id integer, what varchar(20) not null, primary key (origin, id, what));
