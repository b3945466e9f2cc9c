create table member (id integer primary key, name text not null, fax text);
insert into member values (1, 'Ada', null);
