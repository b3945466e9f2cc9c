create schema old;
create table old.land (code text primary key, label text);
insert into old.land values ('de', 'Germany'), ('fr', 'France');
create table old.member (
  id bigint primary key, name text, nick text, country text, note text
);
insert into old.member values
  (1, 'Ada', null, 'de', 'first'),
  (2, null, E'back\\slash', 'fr', null),
  (3, E'tab\there', 'Łu', null, E'two\nlines'),
  (4, 'Mary', null, 'xx', '\N'),
  (5, null, null, null, null);
