create table title (
  id integer primary key, pages integer, price numeric(8, 2), bought_on date
);
