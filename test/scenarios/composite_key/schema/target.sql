create table item (isbn text, number integer, shelf text, primary key (isbn, number));
