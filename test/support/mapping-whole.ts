/** A mapping of a small library with every key of the language in it. */

export const WHOLE_MAPPING = `description: A loan of the old library becomes a loan.
owner: lending
tags: [loans, daily]
source:
  from: library.dbo."Loan Book" as l
  join:
    - left: library.member as m
      match: m.id = l.member_id and m.kind = 'ADULT'
    - inner: library.book as b
      match: |
        b.isbn = l.isbn
        and b.copy = l.copy
  where:
    - {keep: l.deleted_at is null, else: deleted}
    - l.kind <> 'TEST'
let:
  due: l.due::date
  genre_code: {of: b.genre, map: {N: novel, null: none}, else: keep}
target:
  into: shop.public.loan
  key: [id, copy]
  load: {mode: replace, indexes: after}
  triggers_off: [count_loans]
copy: l
columns:
  id: l.id
  fee: 1.50
  open: true
  nothing: null
  note:
    value: lower(trim(l.note))
    check:
      - value like '%_%'
      - {that: length(value) < 500, else: warn, code: LONG_NOTE}
    on_error: {default: "''"}
    class: pii
  state:
    of: l.state
    map: {01: open, null: unknown, 'null': void, lost: null}
    else: {default: upper(l.state)}
  branch_id:
    lookup: shop.branch
    by:
      code: upper(l.branch)
      city: l.city
    take: id
    missing: null
  member_id:
    crosswalk: member
    key: [l.member_region, l.member_id]
    missing: fail
  number: {surrogate: l.id, as: uuid}
  source_system: {const: 007}
  remark: {const: null}
  word: {const: 'null'}
drop:
  nobody reads it: [l.scratch, "l.tmp_*"]
leave:
  filled by a trigger: [touched_at]
check: l.lent_on <= l.due_on
on_error: reject
reject_limit: {rows: 100, ratio: 0.01}
accept: [narrows:note, triggers:touch]
reconcile:
  tolerance: {fee: {absolute: 0.005}, rate: {relative: 1e-12}}
  allow_empty: true
examples:
  - given: {l.note: ' A ', l.state: 01}
    expect: {note: a, state: open, remark: null}
  - given: {l.state: X}
    expect: {reject: [state]}
  - given: {l.deleted_at: 2020-01-01}
    expect: {filtered: deleted}
`
