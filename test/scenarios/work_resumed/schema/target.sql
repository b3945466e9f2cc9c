create table priced (id integer primary key, rate integer not null);
