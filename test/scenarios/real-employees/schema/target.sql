-- The tables as they are published for PostgreSQL, without the audit trail of later changes.
create table employee (
  emp_no serial not null,
  birth_date date not null,
  first_name text not null,
  last_name text not null,
  gender text not null check (gender in('M', 'F')) not null,
  hire_date date not null,
  primary key (emp_no)
);
create table department (
  dept_no text not null,
  dept_name text not null,
  primary key (dept_no),
  unique (dept_name)
);
create table dept_manager (
  emp_no int not null,
  dept_no text not null,
  from_date date not null,
  to_date date not null,
  foreign key (emp_no) references employee (emp_no) on delete cascade,
  foreign key (dept_no) references department (dept_no) on delete cascade,
  primary key (emp_no, dept_no)
);
create table dept_emp (
  emp_no int not null,
  dept_no text not null,
  from_date date not null,
  to_date date not null,
  foreign key (emp_no) references employee (emp_no) on delete cascade,
  foreign key (dept_no) references department (dept_no) on delete cascade,
  primary key (emp_no, dept_no)
);
create table title (
  emp_no int not null,
  title text not null,
  from_date date not null,
  to_date date,
  foreign key (emp_no) references employee (emp_no) on delete cascade,
  primary key (emp_no, title, from_date)
);
create table salary (
  emp_no int not null,
  amount int not null,
  from_date date not null,
  to_date date not null,
  foreign key (emp_no) references employee (emp_no) on delete cascade,
  primary key (emp_no, from_date)
);
