-- The columns of the files, in their order; none has a header line.
create table airport (
  id integer primary key,
  name text not null,
  city text,
  country text not null,
  iata text,
  icao text,
  latitude numeric not null,
  longitude numeric not null,
  altitude integer not null,
  tz_offset numeric,
  dst text,
  tz_name text,
  type text not null,
  source text not null
);
create table airline (
  id integer primary key,
  name text not null,
  alias text,
  iata text,
  icao text,
  callsign text,
  country text,
  active text not null
);
create table country (
  name text not null,
  iso_code text,
  dafif_code text
);
create table plane (
  name text not null,
  iata_code text,
  icao_code text
);
create table route (
  airline_code text not null,
  airline_id integer,
  source_code text not null,
  source_id integer,
  destination_code text not null,
  destination_id integer,
  codeshare text,
  stops integer not null,
  equipment text
);
