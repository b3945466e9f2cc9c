create table member (id integer primary key, first text, last text, joined text, volume text);
insert into member values
  (1, ' Ada ', 'Lovelace', '2026-09-30 12:00:00', 'XIV'), (2, 'Grace', '  ', '2026-10-01', null),
  (3, 'Mary', 'Shelley', 'in May', 'I'), (4, 'Jane', null, null, 'Secret');
