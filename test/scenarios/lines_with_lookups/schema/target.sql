create table reader (
  id bigint primary key, name text not null, nick text, loud text, country text, note text
);
