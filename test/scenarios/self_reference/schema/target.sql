create table section (
  id integer primary key,
  name text not null,
  parent_id integer references section (id)
);
