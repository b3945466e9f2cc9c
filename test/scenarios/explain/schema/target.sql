create table town (id integer primary key, name text not null unique);
create table reader (
  id integer primary key, name text not null, initials text, joined_on date, card text,
  town_id integer references town, shelf text
);
