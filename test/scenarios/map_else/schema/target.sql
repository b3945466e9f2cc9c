create table lending (
  id integer primary key, kept text, emptied text, defaulted text
);
