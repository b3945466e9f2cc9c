create table reader (
  id integer primary key, name text not null, points integer not null default 10, note text
);
