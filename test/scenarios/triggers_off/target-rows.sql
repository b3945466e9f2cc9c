alter table reader enable always trigger shout;
