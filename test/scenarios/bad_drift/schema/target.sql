create table reader (id bigint primary key, name text not null);
create table book (id bigint primary key, title text);
