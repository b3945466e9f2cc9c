create schema old;
create type old.kind as enum ('adult', 'child');
create table old.member (
  id bigint primary key, name varchar(40) not null, kind old.kind, active boolean,
  seen timestamptz, fee numeric, photo bytea, tags text[], extra jsonb
);
insert into old.member values
  (1, 'Ada', 'adult', true, '2024-01-01 12:00:00.5+02', 0.10, '\xdeadbeef', '{a,"b c",null}', '{"b": 1, "a": [true]}'),
  (2, 'Grace', null, null, null, null, null, null, null);
