create table loan (id integer primary key, state text);
insert into loan values (1, 'O'), (2, 'X'), (3, 'R'), (4, null);
