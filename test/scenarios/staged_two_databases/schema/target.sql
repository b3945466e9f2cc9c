create table visitor (
  id integer primary key, name text not null, seen text, score text, visit integer
);
