create table visit (member integer, at text);
insert into visit values (3, '2024-01-01'), (1, '2024-01-02'), (2, null);
