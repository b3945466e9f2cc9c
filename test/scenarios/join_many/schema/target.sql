create table lending (member_id integer, loan_id integer, name text, city text, primary key (member_id, loan_id));
