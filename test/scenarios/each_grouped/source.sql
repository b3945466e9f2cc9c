create table book (id integer primary key, tags text);
insert into book values (1, 'green,Red'), (2, 'GREEN,blue'), (3, null), (4, 'green');
