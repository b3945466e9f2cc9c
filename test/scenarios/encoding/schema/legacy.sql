create table member (id integer primary key, name text not null, note text);
