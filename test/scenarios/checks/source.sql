create table loan (id integer primary key, email text, days integer, start text, finish text);
insert into loan values
  (1, 'ada@example.org', 14, '2024-01-01', '2024-01-15'),
  (2, 'unknown', 14, '2024-01-01', '2024-01-15'),
  (3, null, 90, '2024-01-01', '2024-03-31'),
  (4, 'alan@example.org', -1, '2024-01-02', '2024-01-01');
