create table reader (id bigint primary key, name text not null);
