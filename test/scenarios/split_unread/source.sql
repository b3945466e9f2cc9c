create table visit (code text primary key not null, kind text, day date);
insert into visit values
  ('a@x', 'in', '2020-01-01'), ('b@x', 'both', '2020-01-02'), ('c@x', null, 'soon'), ('d@x', 'no', '2020-01-03'),
  ('e@x', 'out', '2020-01-04');
create table link (id integer primary key, visit text not null);
insert into link values (1, 'd@x'), (2, 'd@x'), (3, 'b@x'), (4, 'e@x'), (5, 'e@x');
