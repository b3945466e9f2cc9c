create table everything (
  id int unsigned primary key, tiny tinyint, big bigint unsigned, exact decimal(30, 10),
  single float, twice double, flag bit(1), bits bit(12), born date, seen datetime(6),
  changed timestamp null, opens time, printed year, code char(4), note text, tag set('a', 'b'),
  kind enum('it''s', 'b'), doc json, raw varbinary(8), hash binary(4), ident uuid
);
