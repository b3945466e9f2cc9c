/** Mapwright's own functions as PostgreSQL would have them, in PostgreSQL's own words. */

const READING = `
create function read_moment(value text, formats text[]) returns timestamp language plpgsql as $$
declare
  format text;
  pattern text;
  names text[];
  found text[];
  field jsonb;
begin
  if value is null then return null; end if;
  foreach format in array formats loop
    names := array(select m[1] from regexp_matches(format, '(YYYY|MM|DD|HH24|MI|SS)', 'g') as m);
    pattern := replace(regexp_replace(format, '([./])', '[\\1]', 'g'), 'YYYY', '([0-9]{4})');
    pattern := '^' || regexp_replace(pattern, 'HH24|MM|DD|MI|SS', '([0-9]{2})', 'g') || '$';
    found := regexp_match(value, pattern);
    if found is not null then
      field := jsonb_object(names, found);
      begin
        return make_timestamp((field ->> 'YYYY')::int, (field ->> 'MM')::int, (field ->> 'DD')::int,
          coalesce(field ->> 'HH24', '0')::int, coalesce(field ->> 'MI', '0')::int,
          coalesce(field ->> 'SS', '0')::int);
      exception when datetime_field_overflow then null;
      end;
    end if;
  end loop;
  raise invalid_datetime_format;
end
$$`

const NUMBERS = `
create function parse_number(value text, decimal_mark text default null,
  group_mark text default null, prefix text default null, suffix text default null)
returns numeric language plpgsql as $$
declare
  sign text := '';
  whole text;
  fraction text;
begin
  if value is null then return null; end if;
  if left(value, 1) in ('-', '+') then
    sign := left(value, 1);
    value := substr(value, 2);
  end if;
  if prefix is not null and starts_with(value, prefix) then
    value := substr(value, length(prefix) + 1);
  end if;
  if sign = '' and left(value, 1) in ('-', '+') then
    sign := left(value, 1);
    value := substr(value, 2);
  end if;
  if suffix is not null and right(value, length(suffix)) = suffix then
    value := left(value, -length(suffix));
  end if;
  decimal_mark := coalesce(decimal_mark, '.');
  whole := value;
  if strpos(value, decimal_mark) > 0 then
    whole := reverse(substr(reverse(value),
      strpos(reverse(value), reverse(decimal_mark)) + length(decimal_mark)));
    fraction := substr(value, length(whole) + length(decimal_mark) + 1);
    if fraction !~ '^[0-9]+$' then raise invalid_text_representation; end if;
  end if;
  if whole !~ '^[0-9]+$' then
    if group_mark is null then raise invalid_text_representation; end if;
    if (select bool_and(part ~ case when n = 1 then '^[0-9]{1,3}$' else '^[0-9]{3}$' end)
        is not true
        from unnest(string_to_array(whole, group_mark)) with ordinality as p(part, n)) then
      raise invalid_text_representation;
    end if;
    whole := replace(whole, group_mark, '');
  end if;
  return concat(sign, whole, '.' || fraction)::numeric;
end
$$`

export const OWN_FUNCTIONS: readonly string[] = [
  READING,
  `create function parse_date(value text, variadic formats text[]) returns date language sql as
    'select read_moment($1, $2)::date'`,
  `create function parse_timestamp(value text, variadic formats text[]) returns timestamp
    language sql as 'select read_moment($1, $2)'`,
  NUMBERS,
  `create function parse_boolean(value text, yes text[], no text[]) returns boolean
    language plpgsql as $$
    begin
      if value is null then return null; end if;
      if value = any(yes) then return true; end if;
      if value = any(no) then return false; end if;
      raise invalid_text_representation;
    end $$`,
  `create function null_if_blank(value text) returns text language sql strict immutable as
    $$ select case when value !~ '[^[:space:]]' then null else value end $$`,
  `create function collapse_space(value text) returns text language sql strict immutable as
    $$ select btrim(regexp_replace(value, '[[:space:]]+', ' ', 'g'), ' ') $$`,
  'create extension unaccent',
  'create extension pgcrypto',
  // The names of version 5: SHA-1 of the namespace's bytes and the name's.
  `create function uuid_v5(namespace uuid, name text) returns uuid language sql strict immutable as
  $$
    select encode(set_byte(set_byte(hash, 6, get_byte(hash, 6) & 15 | 80), 8,
      get_byte(hash, 8) & 63 | 128), 'hex')::uuid
    from (select substr(digest(uuid_send(namespace) || convert_to(name, 'UTF8'), 'sha1'), 1, 16)
      as hash) as named $$`,
]
