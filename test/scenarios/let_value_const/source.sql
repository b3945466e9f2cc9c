create table member (id integer primary key, first text, last text, mail text);
insert into member values
  (1, ' Ada ', 'Lovelace', ' Ada@Example.ORG'), (2, 'Grace', null, null);
