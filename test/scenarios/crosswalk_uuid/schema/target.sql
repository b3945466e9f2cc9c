create table title (id uuid primary key, name text not null);
create table lending (id integer primary key, title_id uuid references title (id));
