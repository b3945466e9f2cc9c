create table shelf (shelf_id integer primary key, room text);
create table book_copy (
  copy_id integer primary key, shelf_id integer references shelf, price numeric(6, 2)
);
create table region (region_id integer primary key, region_name text not null);
