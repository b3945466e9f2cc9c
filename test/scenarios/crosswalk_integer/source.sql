create table book (isbn text primary key not null, title text not null);
create table loan (id integer primary key, isbn text);
insert into book values ('978-2', 'Emma'), ('978-1', 'Dune'), ('978-3', 'Ulysses');
insert into loan values (1, '978-3'), (2, '978-1'), (3, null), (4, '000-0');
