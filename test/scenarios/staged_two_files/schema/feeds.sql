create table event (id integer, shelf text, happened date, amount numeric(6, 2));
create table price (label text, shelf text, starts date, ends date);
