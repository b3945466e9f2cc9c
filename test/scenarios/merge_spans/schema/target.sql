create table stay (member_id integer, starts date, ends date, parts integer not null, primary key (member_id, starts));
