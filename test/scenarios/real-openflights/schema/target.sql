-- Countries, airports, airlines, planes and the routes between them.
create table country (
  id integer primary key,
  name text not null,
  iso_code char(2),
  dafif_code text,
  owns_name boolean not null
);
create table airport (
  id integer primary key,
  name text not null,
  city text,
  country_id integer references country,
  country_name text not null,
  iata char(3) unique,
  icao char(4) unique,
  latitude numeric not null,
  longitude numeric not null,
  altitude_ft integer not null,
  tz_offset numeric(4, 2),
  dst char(1),
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
  country_id integer references country,
  country_name text,
  active boolean not null
);
create table plane (
  id integer primary key,
  name text not null,
  iata_code char(3),
  icao_code varchar(4)
);
create table route (
  id integer primary key,
  airline_code text not null,
  airline_id integer references airline,
  source_code text not null,
  source_id integer not null references airport,
  destination_code text not null,
  destination_id integer not null references airport,
  codeshare boolean not null,
  stops integer not null
);
create table route_equipment (
  route_id integer references route,
  position integer,
  code text not null,
  primary key (route_id, position)
);
