create table client (id integer primary key, email text not null);
create table bill (id integer primary key, client_id integer not null);
insert into client values (1, 'ada@x'), (2, 'ADA@x'), (3, 'Ada@X'), (4, 'bo@x');
insert into bill values (10, 1), (11, 2), (12, 3), (13, 4);
