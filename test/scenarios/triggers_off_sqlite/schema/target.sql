create table reader (id integer primary key, name text not null, branch text not null);
create trigger shout after insert on reader begin
  update reader set branch = upper(branch) where id = new.id;
end;
create table other (id integer primary key);
