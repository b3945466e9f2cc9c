create table reader (email text primary key, name text not null);
