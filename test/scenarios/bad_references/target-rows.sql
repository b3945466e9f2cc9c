insert into branch values ('C', 1);
