create table loan (
  id bigint primary key,
  title varchar(40) not null,
  fee numeric(6,2) not null,
  due date,
  back timestamp,
  tags jsonb
);
