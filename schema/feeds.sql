-- The columns of feeds/beers.csv, in the order of the file.
create table beer (
  "index" integer not null,
  id integer primary key,
  "beer-name" text not null,
  style text,
  ounces text not null,
  abv text,
  ibu integer,
  brewery_id integer not null,
  "brewery-name" text not null,
  city text not null,
  state text
);
