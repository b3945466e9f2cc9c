create table visit (member integer primary key, at date);
