create table member (
  id bigint unsigned primary key, card varchar(20) collate utf8mb4_general_ci not null, name text,
  joined date
);
set sql_mode = '';
insert into member values
  (18446744073709551615, 'A-1', 'Ada', '2015-12-10'), (7, 'G-7', 'Grace', '0000-00-00');
