create table book (region text, number integer, title text not null, primary key (region, number));
create table loan (id integer primary key, region text, number integer);
insert into book values ('N', 1, 'Dune'), ('S', 1, 'Emma');
insert into loan values (1, 'S', 1), (2, 'N', 1), (3, 'S', null);
