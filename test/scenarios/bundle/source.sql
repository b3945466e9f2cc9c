create table Shelf (ShelfID integer primary key, Room text);
create table BookCopy (CopyID integer primary key, ShelfID integer, Price text);
create table Regions (RegionID integer primary key, RegionName text);
insert into Shelf values (1, 'attic'), (2, null);
insert into BookCopy values (10, 1, '12.5'), (11, 2, 'much');
insert into Regions values (3, 'North');
