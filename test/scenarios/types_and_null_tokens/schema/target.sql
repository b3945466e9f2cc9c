create table reader (
  id integer primary key, active boolean not null, left_on date, phone text, joined date not null
);
