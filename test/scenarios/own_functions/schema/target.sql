create table reader (
  id integer primary key, name text not null, joined_in integer, volume smallint
);
