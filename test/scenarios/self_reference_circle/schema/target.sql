create table section (
  id integer primary key, name varchar(20) not null,
  parent_id integer not null references section (id)
);
