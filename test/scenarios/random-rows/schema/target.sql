create table latest (id integer primary key, team text, score integer);
create table team (name text primary key, members integer not null, total bigint, best integer, first_id integer);
create table tagging (member_id integer, position integer, tag text not null, primary key (member_id, position));
create table tag (name text primary key, uses integer not null);
create table member_note (member_id integer, note_id integer, body text, primary key (member_id, note_id));
create table newest (id integer primary key, body text);
create table stay (team text, starts integer, ends integer, members integer not null, primary key (team, starts));
create table number (id integer primary key, source_id integer not null);
