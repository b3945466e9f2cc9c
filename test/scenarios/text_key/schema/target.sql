create table title (isbn text primary key, title text not null);
