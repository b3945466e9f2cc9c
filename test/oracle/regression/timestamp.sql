pg_sleep(0.1); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
timestamp 'infinity' = timestamp '+infinity'; --> t -- not: VALUE_INVALID_DATE
pg_input_is_valid('now', 'timestamp'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('garbage', 'timestamp'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('2001-01-01 00:00 Nehwon/Lankhmar', 'timestamp'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'4714-11-24 00:00:00 BC'::timestamp; --> Mon Nov 24 00:00:00 4714 BC -- not: another time zone or style
'4714-11-23 23:59:59 BC'::timestamp; --> error
'294276-12-31 23:59:59'::timestamp; --> Sun Dec 31 23:59:59 294276 -- not: another time zone or style
'294277-01-01 00:00:00'::timestamp; --> error
date_trunc( 'week', timestamp '2004-02-29 15:44:17.71393' ); --> Mon Feb 23 00:00:00 2004 -- not: another time zone or style
date_trunc( 'week', timestamp 'infinity' ); --> infinity
date_trunc( 'timezone', timestamp '2004-02-29 15:44:17.71393' ); --> error
date_trunc( 'timezone', timestamp 'infinity' ); --> error
date_trunc( 'ago', timestamp 'infinity' ); --> error
date_bin('5 min'::interval, timestamp '2020-02-01 01:01:01', timestamp '2020-02-01 00:02:30'); --> Sat Feb 01 00:57:30 2020 -- not: another time zone or style
date_bin('30 minutes'::interval, timestamp '2024-02-01 15:00:00', timestamp '2024-02-01 17:00:00'); --> Thu Feb 01 15:00:00 2024 -- not: another time zone or style
date_part('epoch', '294270-01-01 00:00:00'::timestamp); --> 9224097091200
extract(epoch from '294270-01-01 00:00:00'::timestamp); --> 9224097091200.000000
extract(epoch from '5000-01-01 00:00:00'::timestamp); --> 95617584000.000000
timestamp '294276-12-31 23:59:59' - timestamp '1999-12-23 19:59:04.224193'; --> @ 106751991 days 4 hours 54.775807 secs -- not: another time zone or style
timestamp '294276-12-31 23:59:59' - timestamp '1999-12-23 19:59:04.224192'; --> error
make_timestamp(2014, 12, 28, 6, 30, 45.887); --> Sun Dec 28 06:30:45.887 2014 -- not: another time zone or style
make_timestamp(-44, 3, 15, 12, 30, 15); --> Fri Mar 15 12:30:15 0044 BC -- not: another time zone or style
make_timestamp(0, 7, 15, 12, 30, 15); --> error
timestamp 'infinity' - timestamp 'infinity'; --> error
timestamp 'infinity' - timestamp '-infinity'; --> infinity
timestamp '-infinity' - timestamp 'infinity'; --> -infinity
timestamp '-infinity' - timestamp '-infinity'; --> error
timestamp 'infinity' - timestamp '1995-08-06 12:12:12'; --> infinity
timestamp '-infinity' - timestamp '1995-08-06 12:12:12'; --> -infinity
age(timestamp 'infinity'); --> -infinity -- not: EXPRESSION_OPERANDS
age(timestamp '-infinity'); --> infinity -- not: EXPRESSION_OPERANDS
age(timestamp 'infinity', timestamp 'infinity'); --> error
age(timestamp 'infinity', timestamp '-infinity'); --> infinity
age(timestamp '-infinity', timestamp 'infinity'); --> -infinity
age(timestamp '-infinity', timestamp '-infinity'); --> error
timestamp '1999-12-31 24:00:00'; --> Sat Jan 01 00:00:00 2000 -- not: another time zone or style
make_timestamp(1999, 12, 31, 24, 0, 0); --> Sat Jan 01 00:00:00 2000 -- not: another time zone or style
