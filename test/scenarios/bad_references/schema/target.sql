create table branch (code text primary key, id integer not null unique);
create table reader (id bigint primary key, name text not null);
create table loan (
  id bigint primary key,
  reader_id bigint not null references reader (id),
  branch_id integer references branch (id)
);
