create table reader (id integer primary key, name text not null);
create table lending (id integer primary key, member_id integer not null references reader (id));
-- Somebody else takes the second table away while the first is being filled.
create function take_away() returns trigger language plpgsql as $$
begin
  drop table if exists lending;
  return null;
end $$;
create trigger take_away after insert on reader for each statement execute function take_away();
