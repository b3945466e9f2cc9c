create table reader (
  id integer primary key,
  name text not null,
  branch text not null,
  constraint reader_name_key unique (name)
);
create index reader_branch on reader (branch desc, id) include (name) with (fillfactor = 70);
create index "reader ""name""" on reader using hash (name);
create index reader_south on reader (id) where branch = 'South';
create index reader_lower on reader (lower(name));
create unique index reader_pair on reader (branch, name);
create index reader_told on reader (name, id);
