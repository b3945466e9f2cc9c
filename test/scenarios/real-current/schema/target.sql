-- How things are: one row an employee.
create table employee_current (
  employee_id integer primary key,
  full_name text not null,
  sex text not null,
  birth_date date not null,
  hire_date date not null,
  department_code char(4),
  department_name text,
  current_title text,
  current_salary_cents integer,
  salary_valid_to date,
  is_active boolean not null,
  salary_changes integer not null
);
