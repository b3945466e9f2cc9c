create table loan (
  number integer, card text, taken date, fee numeric(6, 2), branch text, member_id integer);
create table branch (code text, label text, opened date);
