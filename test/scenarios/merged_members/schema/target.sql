create table customer (id integer primary key, email text not null);
create table bill (id integer primary key, customer_id integer not null references customer (id));
