create table lending (
  id bigint primary key,
  title varchar(40),
  fee numeric(6,2),
  due date,
  back timestamp,
  tags jsonb
);
insert into lending values
  (1, 'Zażółć', 12.50, '2024-02-29', '2024-03-01 08:00:00.25', '{"a": [1, null]}'),
  (2, null, 1.00, null, null, null),
  (3, 'Café', null, '0044-03-15 BC', 'infinity', '[]'),
  (4, null, null, null, null, 'null'),
  (5, '', 0.00, null, '1999-12-31 23:59:59', '"x"');
