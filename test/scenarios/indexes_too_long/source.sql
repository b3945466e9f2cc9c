create table letter (id integer primary key, body text);
insert into letter values (1, 'Dear Ada'), (2, hex(randomblob(6000))), (3, 'Dear Grace');
