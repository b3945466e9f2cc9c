alter table reader drop column note;
