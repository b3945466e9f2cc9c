create schema old;
create table old.visit (
  id bigint primary key, card text not null, code numeric(10, 2), seen timestamptz, score float8,
  unread bytea);
insert into old.visit values
  (1, 'A-1', 10.50, '2024-01-01 12:00:00.000001+02', 0.1, '\x01'),
  (2, 'a-1', 10.50, 'infinity', 1e300, null),
  (3, 'G-7', 12.00, null, '-0', null),
  (4, 'G-8', 12.00, null, 'NaN', null);
