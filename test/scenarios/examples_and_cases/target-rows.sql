insert into land values (3, 'DE');
