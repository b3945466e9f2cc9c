create table person (
  id integer primary key, name text not null, email text, phone integer, origin text not null);
create table ring (id integer primary key, person_id integer references person (id));
