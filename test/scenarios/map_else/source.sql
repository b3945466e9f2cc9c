create table loan (id integer primary key, state text);
insert into loan values (1, 'O'), (2, 'R'), (3, 'X'), (4, null);
