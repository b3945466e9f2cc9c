alter table reader add column note text;
