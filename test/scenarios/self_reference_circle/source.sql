create table section (id integer primary key, name text not null, parent_id integer);
insert into section values
  (1, 'Poetry', 2), (2, 'Verse', 1), (3, 'Sonnets', 1), (4, 'Lost', 99), (5, 'Lost too', 4);
