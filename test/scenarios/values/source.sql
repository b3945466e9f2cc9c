create table loan (id integer primary key, member text, due text, copies text, fee text);
insert into loan values
  (1, 'Ada', '2020-02-29', '3', '12.50'),
  (2, 'Ada Augusta King', '2019-02-29', '99999', '1000.00'),
  (3, 'Grace', '2020-13-01', '1', '1.505'),
  (4, 'Alan', null, 'x', 'NaN');
