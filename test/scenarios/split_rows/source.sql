create table event (id integer primary key, kind text, detail text);
insert into event values (1, 'login', 'a'), (2, 'change', 'x;y'), (3, 'noise', null), (4, 'login', 'b');
create table edit (id integer primary key, what text);
insert into edit values (7, 'p;q');
