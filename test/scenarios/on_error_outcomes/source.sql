create table book (id integer primary key, pages text, price text, bought text);
insert into book values
  (1, '320', '12.50', '2020-02-29'), (2, 'many', 'free', '2020-02-29'), (3, '12', '3', '2021-02-29'),
  (4, null, null, null);
