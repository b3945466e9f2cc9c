create table reader (
  id int auto_increment primary key, name varchar(40) not null, branch enum('North', 'South'),
  card varchar(10) character set utf8mb4 collate utf8mb4_general_ci not null unique
);
set sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
