create table phone (member_id integer, position integer, number integer check (number > 0), primary key (member_id, position));
