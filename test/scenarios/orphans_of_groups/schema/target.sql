create table branch (id integer primary key, head_id integer not null references staff (id));
create table staff (
  id integer primary key, name text not null, branch_id integer not null references branch (id)
);
