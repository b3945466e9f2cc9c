create table loan (id integer primary key, due text);
insert into loan values (1, '2020-02-29'), (2, '2019-02-29'), (3, 'soon');
