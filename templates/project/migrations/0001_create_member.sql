-- The first version of the new schema.
create table member (
  id integer primary key,
  name text not null,
  joined_on date not null,
  status text not null check (status in ('active', 'left')),
  email varchar(80),
  yearly_fee numeric(8, 2) not null
);
