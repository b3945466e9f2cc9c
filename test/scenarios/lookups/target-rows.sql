insert into land values (1, 'DE'), (2, 'FR');
insert into branch values (7, 'North'), (8, 'South'), (9, 'nowhere');
