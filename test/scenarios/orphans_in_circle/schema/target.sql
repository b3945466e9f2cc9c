create table branch (id integer primary key, name varchar(20) not null, head_id integer not null);
create table staff (
  id integer primary key, name varchar(20) not null, branch_id integer not null,
  constraint staff_branch foreign key (branch_id) references branch (id) on delete cascade
);
alter table branch add constraint branch_head foreign key (head_id) references staff (id);
create table desk (
  id integer primary key, staff_id integer not null,
  constraint desk_staff foreign key (staff_id) references staff (id)
);
