create table reader (id integer primary key, name text not null, branch text not null);
create table told (id bigint generated always as identity primary key, reader_id integer);
create function shout() returns trigger language plpgsql as $$
begin
  new.branch := upper(new.branch);
  return new;
end $$;
create function tell() returns trigger language plpgsql as $$
begin
  insert into told (reader_id) values (new.id);
  return new;
end $$;
create trigger shout before insert or update on reader for each row execute function shout();
create trigger tell after insert on reader for each row execute function tell();
