create table reader (
  id bigint primary key, name text not null, kind text, active boolean,
  seen timestamptz, fee numeric, photo bytea, tags text[], extra jsonb
);
