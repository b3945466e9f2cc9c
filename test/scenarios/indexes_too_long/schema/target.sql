create table letter (id integer primary key, body text);
create index letter_body on letter (body);
