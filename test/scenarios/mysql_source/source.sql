create table member (
  id int unsigned primary key, name varchar(40) not null, active tinyint(1) not null,
  kind enum('adult', 'child') not null, joined date, seen datetime(6), fee decimal(30, 10)
);
set sql_mode = '';
insert into member values
  (1, 'Ada 🎈', 1, 'adult', '2015-12-10', '2024-01-01 10:00:00.123456', 12345678901234567890.0123456789),
  (4000000000, 'Grace', 0, 'child', '0000-00-00', null, null);
