-- What is in the files: names, order, types and keys, as PostgreSQL would declare them.
create table member (
  member_no integer primary key,
  name text not null,
  joined text,
  status text,
  email text,
  fee text
);
