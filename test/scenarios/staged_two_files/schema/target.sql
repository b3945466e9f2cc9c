create table charge (id integer primary key, happened text not null, label text not null);
