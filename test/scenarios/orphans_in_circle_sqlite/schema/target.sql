create table branch (
  id integer primary key, name text not null,
  head_id integer not null references staff (id) deferrable initially deferred
);
create table staff (
  id integer primary key, name text not null,
  branch_id integer not null references branch (id) on delete cascade
);
create table desk (id integer primary key, staff_id integer not null references staff (id));
