create table lending (
  number integer primary key, member text, taken date, fee numeric(6, 2), branch text
);
