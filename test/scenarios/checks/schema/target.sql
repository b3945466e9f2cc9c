create table lending (
  id integer primary key, email text, days integer, start date not null, finish date not null
);
