create table member (id integer, name text);
create table loan (member_id integer, title text);
create table address (member_id integer, city text, since date);
