create table loan (number integer, member_id numeric(20, 0), card text, taken date);
