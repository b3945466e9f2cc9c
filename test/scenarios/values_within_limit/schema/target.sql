create table loan (id bigint primary key, due date not null);
