create table reader (card text primary key, name text not null);
