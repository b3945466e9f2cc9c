create table section (id integer primary key, name text not null, parent_id integer);
insert into section values
  (1, 'Poetry', 7), (2, 'Sonnets', 1), (5, 'Lost', 99), (6, 'Lost too', 5), (7, 'Fiction', null);
