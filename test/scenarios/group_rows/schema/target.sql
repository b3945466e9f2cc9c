create table region (
  name text primary key, country text, orders integer not null, paid integer not null, total text, mean text,
  largest integer, customers text, latest text, rank text
);
