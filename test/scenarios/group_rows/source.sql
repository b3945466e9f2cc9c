create table sale (id integer primary key, region text, customer text, state text, amount text, note text);
create table country (region text primary key, code text);
insert into country values ('North', 'NO');
insert into sale values
  (1, 'north', 'Bo', 'paid', '1.5', 'a'), (2, 'NORTH', 'Ada', 'paid', '4', 'b'), (3, 'north', 'Bo', 'open', '1', 'c'),
  (4, 'south', null, 'open', null, null), (5, 'east', 'Cy', 'open', '1', null), (6, 'east', 'Cy', 'open', 'much', null),
  (7, null, 'Di', 'open', '1', null), (8, null, 'Di', 'open', '2', null), (9, 'north', 'Ada', 'void', '100', 'd');
