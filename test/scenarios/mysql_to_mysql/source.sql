create table everything (
  id int unsigned primary key, tiny tinyint, big bigint unsigned, exact decimal(30, 10),
  single float, twice double, flag bit(1), bits bit(12), born date, seen datetime(6),
  changed timestamp null, opens time, printed year, code char(4), note text, tag set('a', 'b'),
  kind enum('it''s', 'b'), doc json, raw varbinary(8), hash binary(4), ident uuid
);
insert into everything (id) values (4000000000);
insert into everything values
  (1, -128, 18446744073709551615, 12345678901234567890.0123456789, 0.1, 1e300, b'1',
   b'101010111100', '2024-02-29', '2024-02-29 10:00:00.123456', '2024-07-01 12:00:00', '24:00:00',
   0, 'd1', 'a\nb\t\\ 📚 ''?''', 'a,b', 'it''s', '{"a": [1, null]}', x'00ff5c27', x'01020304',
   'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
