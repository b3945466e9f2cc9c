create table reader (
  id bigint primary key, name text not null, active boolean not null, kind text not null,
  joined date, seen timestamp, fee numeric(30, 10)
);
