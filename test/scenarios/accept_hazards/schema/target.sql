create table reader (id integer primary key, short varchar(5), name text, changed_at text);
create function touch() returns trigger language plpgsql as $$
begin
  new.name := trim(new.name);
  new.changed_at := 'touched';
  return new;
end $$;
create trigger touch_reader before insert or update on reader
  for each row execute function touch();
