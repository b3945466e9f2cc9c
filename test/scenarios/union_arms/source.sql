create table client (id integer primary key, name text not null, mail text, state text not null);
insert into client values (1, 'Ada', 'ADA@x', 'A'), (2, 'Bo', null, 'A'), (3, 'Cy', 'cy@x', 'T');
create table lead (id integer primary key, person text not null, phone text);
insert into lead values (1, ' Dee ', '555'), (2, 'Eve', 'none');
create table ring (id integer primary key, lead integer, client integer);
insert into ring values (7, 1, null), (8, null, 1);
