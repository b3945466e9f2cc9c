-- What the files become, each a table with real types.
create table brewery (
  id integer primary key,
  name text not null,
  city text not null,
  state char(2) not null
);
create table beer (
  row_number integer not null unique,
  id integer primary key,
  name text not null,
  style text,
  ounces numeric(4, 1) not null,
  abv numeric(5, 4),
  ibu integer,
  brewery_id integer not null,
  brewery_name text not null,
  city text not null,
  state char(2) not null
);
create table spending (
  id integer primary key,
  purpose_id integer,
  function_id integer,
  subfunction_id integer,
  purpose text,
  function_name text,
  subfunction text,
  amount numeric(12, 2) not null,
  description text not null
);
create table admission (
  organisation_code text primary key,
  organisation_name text not null,
  organisation_classification text not null,
  reporting_period text not null,
  part_ii_patients integer not null,
  court_and_prison_disposal_patients integer not null,
  previous_legislation_and_other_acts integer not null,
  total_formal_admissions_excluding_place_of_safety_detentions integer not null,
  total_informal_admissions integer not null,
  place_of_safety_patients integer not null,
  all_admissions_including_place_of_safety_detentions integer not null,
  total_changes_in_legal_status integer not null,
  detained_under_mha_31st_march integer not null,
  informal_patients_male_31st_march integer not null,
  total_patients_31st_march integer not null,
  total_number_of_scts integer not null,
  sct_recalls_to_hospital integer not null,
  revocations_of_sct integer not null,
  discharges_from_sct integer not null
);
create table spot (
  id text primary key,
  code text,
  name text,
  summary text,
  opening text,
  authority text,
  x numeric not null,
  y numeric not null,
  category text,
  changed_at timestamp not null,
  address text,
  phone text,
  parking text,
  parking_x numeric,
  parking_y numeric,
  price text,
  warning text,
  keywords text
);
create table equipment (
  id integer primary key,
  state char(2) not null,
  county text not null,
  fips text not null,
  nsn text not null,
  item_name text,
  quantity integer not null,
  ui text not null,
  acquisition_cost numeric(10, 2) not null,
  total_cost numeric(10, 2) not null,
  ship_date date not null,
  federal_supply_category text not null,
  federal_supply_category_name text not null,
  federal_supply_class text not null,
  federal_supply_class_name text not null
);
create table recipient (
  state_name text not null,
  state char(2) primary key,
  code char(2) not null,
  active_duty integer not null,
  selective_reserve integer not null,
  dependents integer not null,
  reserve integer not null,
  post_vietnam integer not null,
  total integer not null
);
create table locale (
  id integer primary key,
  a numeric not null,
  b bigint not null,
  c text
);
create table day (
  id integer primary key,
  a date not null
);
create table answer (
  id integer primary key,
  a integer,
  b integer,
  c integer
);
