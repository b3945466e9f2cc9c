create table tag (id integer primary key, name text not null, uses integer not null);
create table tagging (book_id integer, tag_id integer references tag (id), primary key (book_id, tag_id));
