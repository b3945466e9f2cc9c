create table reader (
  id integer primary key, name text not null, initials text, email text, came_from text not null
);
