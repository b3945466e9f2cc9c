create type mood as enum ('sad', 'ok');
create table thing (
  id uuid primary key, a boolean, b smallint, c integer, d bigint, e numeric, f numeric(10, 2), g real,
  h double precision, i text, j varchar(5), k char(4), l bytea, m json, n jsonb, o date, p time(3),
  q timestamp, r timestamptz(3), s interval, t mood, u integer[], v text[]);
insert into thing values
  ('00000000-0000-4000-8000-000000000001', true, -32768, 2147483647, -9223372036854775808,
   12345678901234567890.1234567890, -0.10, 0.1, 1e-300, E'a\\b\t"é', '', 'ab', '\x00ff', '{"b": 1,"a":2}',
   '{"b": 1, "a": 2.50}', '0044-03-15 BC', '23:59:59.999', '0001-01-01 00:00:00.000001 BC',
   '2020-02-29 12:00:00.5+02', '1 year -2 mons +3 days -04:05:06.7', 'ok', '{1,NULL,-3}', '{"a b",NULL,"",x}'),
  ('00000000-0000-4000-8000-000000000002', false, 0, 0, 0, 'NaN', 0, 'NaN', '-Infinity', 'NULL', 'é', '', '', '[]',
   'null', 'infinity', '00:00:00', '-infinity', 'infinity', '00:00:00', 'sad', '{}', '{}'),
  ('00000000-0000-4000-8000-000000000003', null, null, null, null, null, null, null, null, null, null, null,
   null, null, null, null, null, null, null, null, null, null, null);
