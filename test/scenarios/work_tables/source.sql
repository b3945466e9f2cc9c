create table sale (id integer primary key, client text, day text, amount numeric(10,2), tags text);
insert into sale values
  (1, 'Ada', '2020-01-05', 10.50, 'a,b'), (2, 'ada', '2020-02-01', 2.25, null), (3, 'Bo', '2019-12-31', 7, 'c'),
  (4, null, '2020-01-01', 1, 'x'), (5, 'Cy', 'soon', 3, ''), (6, 'BO', '0044-03-15', 1.00, 'd');
create table card (client text primary key, number text not null);
insert into card values ('ADA', 'K-1'), ('Cy', 'K-3');
