create table book (isbn text primary key, title text not null);
insert into book values ('a', 'small'), ('A', 'capital'), ('ä', 'umlaut'), ('😀', 'astral'), ('ﬀ', 'ligature'), ('', 'empty');
