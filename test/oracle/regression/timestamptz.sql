pg_sleep(0.1); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
timestamptz 'infinity' = timestamptz '+infinity'; --> t -- not: VALUE_INVALID_DATE
'19970210 173201' AT TIME ZONE 'America/New_York'; --> Mon Feb 10 20:32:01 1997 -- not: another time zone or style
'19970710 173201' AT TIME ZONE 'America/New_York'; --> Thu Jul 10 20:32:01 1997 -- not: another time zone or style
'19970710 173201' AT TIME ZONE 'America/Does_not_exist'; --> error
'20500710 173201 Europe/Helsinki'::timestamptz; --> Sun Jul 10 07:32:01 2050 PDT -- not: another time zone or style
'20500110 173201 Europe/Helsinki'::timestamptz; --> Mon Jan 10 07:32:01 2050 PST -- not: another time zone or style
'205000-07-10 17:32:01 Europe/Helsinki'::timestamptz; --> Thu Jul 10 07:32:01 205000 PDT -- not: another time zone or style
'205000-01-10 17:32:01 Europe/Helsinki'::timestamptz; --> Fri Jan 10 07:32:01 205000 PST -- not: another time zone or style
'Jan 01 00:00:00 1000 LMT'::timestamptz; --> Wed Jan 01 00:00:00 1000 LMT -- not: another time zone or style
'Jan 01 00:00:00 2024 LMT'::timestamptz; --> Sun Dec 31 23:52:58 2023 PST -- not: another time zone or style
'Jan 01 00:00:00 2024 LMT'::timestamptz; --> Mon Jan 01 00:01:15 2024 GMT -- not: another time zone or style
'Jan 01 00:00:00 2024 LMT'::timestamptz; --> error
'1912-01-01 00:00 MMT'::timestamptz; --> Sun Dec 31 17:30:00 1911 UTC -- not: another time zone or style
'1912-01-01 00:00'::timestamptz; --> Mon Jan 01 00:00:00 1912 MMT -- not: another time zone or style
'1912-01-01 00:00 MMT'::timestamptz; --> Mon Jan 01 00:00:00 1912 MMT -- not: another time zone or style
'1912-01-01 00:00 MMT'::timestamptz AT TIME ZONE 'UTC'; --> Mon Jan 01 03:44:51 1912 -- not: another time zone or style
pg_input_is_valid('now', 'timestamptz'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('garbage', 'timestamptz'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('2001-01-01 00:00 Nehwon/Lankhmar', 'timestamptz'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'Wed Jul 11 10:51:14 America/New_York 2001'::timestamptz; --> Wed Jul 11 07:51:14 2001 PDT -- not: another time zone or style
'Wed Jul 11 10:51:14 GMT-4 2001'::timestamptz; --> Tue Jul 10 23:51:14 2001 PDT -- not: another time zone or style
'Wed Jul 11 10:51:14 GMT+4 2001'::timestamptz; --> Wed Jul 11 07:51:14 2001 PDT -- not: another time zone or style
'Wed Jul 11 10:51:14 PST-03:00 2001'::timestamptz; --> Wed Jul 11 00:51:14 2001 PDT -- not: another time zone or style
'Wed Jul 11 10:51:14 PST+03:00 2001'::timestamptz; --> Wed Jul 11 06:51:14 2001 PDT -- not: another time zone or style
'4714-11-24 00:00:00+00 BC'::timestamptz; --> Sun Nov 23 16:07:02 4714 LMT BC -- not: another time zone or style
'4714-11-23 16:00:00-08 BC'::timestamptz; --> Sun Nov 23 16:07:02 4714 LMT BC -- not: another time zone or style
'Sun Nov 23 16:00:00 4714 PST BC'::timestamptz; --> Sun Nov 23 16:07:02 4714 LMT BC -- not: another time zone or style
'4714-11-23 23:59:59+00 BC'::timestamptz; --> error
'294276-12-31 23:59:59+00'::timestamptz; --> Sun Dec 31 15:59:59 294276 PST -- not: another time zone or style
'294276-12-31 15:59:59-08'::timestamptz; --> Sun Dec 31 15:59:59 294276 PST -- not: another time zone or style
'294277-01-01 00:00:00+00'::timestamptz; --> error
'294277-12-31 16:00:00-08'::timestamptz; --> error
date_trunc( 'week', timestamp with time zone '2004-02-29 15:44:17.71393' ); --> Mon Feb 23 00:00:00 2004 PST -- not: another time zone or style
date_trunc( 'week', timestamp with time zone 'infinity' ); --> infinity
date_trunc( 'timezone', timestamp with time zone '2004-02-29 15:44:17.71393' ); --> error
date_trunc( 'timezone', timestamp with time zone 'infinity' ); --> error
date_trunc( 'ago', timestamp with time zone 'infinity' ); --> error
date_trunc('day', timestamp with time zone '2001-02-16 20:38:40+00', 'Australia/Sydney'); --> Fri Feb 16 05:00:00 2001 PST -- not: another time zone or style
date_trunc('day', timestamp with time zone '2001-02-16 20:38:40+00', 'GMT'); --> Thu Feb 15 16:00:00 2001 PST -- not: another time zone or style
date_trunc('day', timestamp with time zone '2001-02-16 20:38:40+00', 'VET'); --> Thu Feb 15 20:00:00 2001 PST -- not: another time zone or style
date_trunc('timezone', timestamp with time zone 'infinity', 'GMT'); --> error
date_trunc( 'week', timestamp with time zone 'infinity', 'GMT'); --> infinity -- not: EXPRESSION_OPERANDS
date_trunc('ago', timestamp with time zone 'infinity', 'GMT'); --> error
date_bin('5 min'::interval, timestamptz '2020-02-01 01:01:01+00', timestamptz '2020-02-01 00:02:30+00'); --> Fri Jan 31 16:57:30 2020 PST -- not: another time zone or style
date_bin('30 minutes'::interval, timestamptz '2024-02-01 15:00:00', timestamptz '2024-02-01 17:00:00'); --> Thu Feb 01 15:00:00 2024 PST -- not: another time zone or style
date_part('epoch', '294270-01-01 00:00:00+00'::timestamptz); --> 9224097091200
extract(epoch from '294270-01-01 00:00:00+00'::timestamptz); --> 9224097091200.000000
extract(epoch from '5000-01-01 00:00:00+00'::timestamptz); --> 95617584000.000000
timestamptz '294276-12-31 23:59:59 UTC' - timestamptz '1999-12-23 19:59:04.224193 UTC'; --> @ 106751991 days 4 hours 54.775807 secs -- not: another time zone or style
timestamptz '294276-12-31 23:59:59 UTC' - timestamptz '1999-12-23 19:59:04.224192 UTC'; --> error
make_timestamptz(1973, 07, 15, 08, 15, 55.33); --> Sun Jul 15 08:15:55.33 1973 EDT -- not: another time zone or style
make_timestamptz(1973, 07, 15, 08, 15, 55.33, '+2'); --> Sun Jul 15 02:15:55.33 1973 EDT -- not: another time zone or style
make_timestamptz(1973, 07, 15, 08, 15, 55.33, '-2'); --> Sun Jul 15 06:15:55.33 1973 EDT -- not: another time zone or style
make_timestamptz(1973, 07, 15, 08, 15, 55.33, '2'); --> error
make_timestamptz(2014, 12, 10, 10, 10, 10, '+16'); --> error
make_timestamptz(2014, 12, 10, 10, 10, 10, '-16'); --> error
make_timestamptz(1973, 07, 15, 08, 15, 55.33, '+2') = '1973-07-15 08:15:55.33+02'::timestamptz; --> t -- not: EXPRESSION_CONSTANT
make_timestamptz(2014, 12, 10, 0, 0, 0, 'Europe/Prague') = timestamptz '2014-12-10 00:00:00 Europe/Prague'; --> t -- not: VALUE_INVALID_DATE
make_timestamptz(2014, 12, 10, 0, 0, 0, 'Europe/Prague') AT TIME ZONE 'UTC'; --> Tue Dec 09 23:00:00 2014 -- not: another time zone or style
make_timestamptz(1881, 12, 10, 0, 0, 0, 'Asia/Singapore') AT TIME ZONE 'UTC'; --> Fri Dec 09 17:04:35 1881 -- not: another time zone or style
make_timestamptz(1881, 12, 10, 0, 0, 0, 'Pacific/Honolulu') AT TIME ZONE 'UTC'; --> Sat Dec 10 10:31:26 1881 -- not: another time zone or style
make_timestamptz(1881, 12, 10, 0, 0, 0, 'Europe/Paris') AT TIME ZONE 'UTC'; --> Fri Dec 09 23:50:39 1881 -- not: another time zone or style
make_timestamptz(1910, 12, 24, 0, 0, 0, 'Nehwon/Lankhmar'); --> error
make_timestamptz(2008, 12, 10, 10, 10, 10, 'EST'); --> Wed Dec 10 10:10:10 2008 EST -- not: another time zone or style
make_timestamptz(2008, 12, 10, 10, 10, 10, 'EDT'); --> Wed Dec 10 09:10:10 2008 EST -- not: another time zone or style
make_timestamptz(2014, 12, 10, 10, 10, 10, 'FOO8BAR'); --> Wed Dec 10 13:10:10 2014 EST -- not: another time zone or style
make_timestamptz(2014, 12, 10, 10, 10, 10, 'PST8PDT,M3.2.0,M11.1.0'); --> Wed Dec 10 13:10:10 2014 EST -- not: another time zone or style
date_add('2022-10-30 00:00:00+01'::timestamptz, '1 day'::interval); --> Sun Oct 30 23:00:00 2022 UTC -- not: another time zone or style
date_add('2021-10-31 00:00:00+02'::timestamptz, '1 day'::interval, 'Europe/Warsaw'); --> Sun Oct 31 23:00:00 2021 UTC -- not: another time zone or style
date_subtract('2022-10-30 00:00:00+01'::timestamptz, '1 day'::interval); --> Fri Oct 28 23:00:00 2022 UTC -- not: another time zone or style
date_subtract('2021-10-31 00:00:00+02'::timestamptz, '1 day'::interval, 'Europe/Warsaw'); --> Fri Oct 29 22:00:00 2021 UTC -- not: another time zone or style
'2011-03-27 00:00:00 Europe/Moscow'::timestamptz; --> Sat Mar 26 21:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:00:00 Europe/Moscow'::timestamptz; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:59:59 Europe/Moscow'::timestamptz; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:00 Europe/Moscow'::timestamptz; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:01 Europe/Moscow'::timestamptz; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 02:59:59 Europe/Moscow'::timestamptz; --> Sat Mar 26 23:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:00 Europe/Moscow'::timestamptz; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:01 Europe/Moscow'::timestamptz; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 04:00:00 Europe/Moscow'::timestamptz; --> Sun Mar 27 00:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 00:00:00 MSK'::timestamptz; --> Sat Mar 26 21:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:00:00 MSK'::timestamptz; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:59:59 MSK'::timestamptz; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:00 MSK'::timestamptz; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:01 MSK'::timestamptz; --> Sat Mar 26 22:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 02:59:59 MSK'::timestamptz; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:00 MSK'::timestamptz; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:01 MSK'::timestamptz; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 04:00:00 MSK'::timestamptz; --> Sun Mar 27 00:00:00 2011 UTC -- not: another time zone or style
'2014-10-26 00:00:00 Europe/Moscow'::timestamptz; --> Sat Oct 25 20:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:59:59 Europe/Moscow'::timestamptz; --> Sat Oct 25 20:59:59 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:00 Europe/Moscow'::timestamptz; --> Sat Oct 25 22:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:01 Europe/Moscow'::timestamptz; --> Sat Oct 25 22:00:01 2014 UTC -- not: another time zone or style
'2014-10-26 02:00:00 Europe/Moscow'::timestamptz; --> Sat Oct 25 23:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:00:00 MSK'::timestamptz; --> Sat Oct 25 20:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:59:59 MSK'::timestamptz; --> Sat Oct 25 20:59:59 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:00 MSK'::timestamptz; --> Sat Oct 25 22:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:01 MSK'::timestamptz; --> Sat Oct 25 22:00:01 2014 UTC -- not: another time zone or style
'2014-10-26 02:00:00 MSK'::timestamptz; --> Sat Oct 25 23:00:00 2014 UTC -- not: another time zone or style
'2011-03-27 00:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 21:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:59:59'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:01'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 02:59:59'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 23:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:01'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 04:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 00:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 00:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 21:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 01:59:59'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 22:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 02:00:01'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 22:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 02:59:59'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 22:59:59 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 23:00:00 2011 UTC -- not: another time zone or style
'2011-03-27 03:00:01'::timestamp AT TIME ZONE 'MSK'; --> Sat Mar 26 23:00:01 2011 UTC -- not: another time zone or style
'2011-03-27 04:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sun Mar 27 00:00:00 2011 UTC -- not: another time zone or style
'2014-10-26 00:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Oct 25 20:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:59:59'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Oct 25 20:59:59 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Oct 25 22:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:01'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Oct 25 22:00:01 2014 UTC -- not: another time zone or style
'2014-10-26 02:00:00'::timestamp AT TIME ZONE 'Europe/Moscow'; --> Sat Oct 25 23:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Oct 25 20:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 00:59:59'::timestamp AT TIME ZONE 'MSK'; --> Sat Oct 25 20:59:59 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Oct 25 22:00:00 2014 UTC -- not: another time zone or style
'2014-10-26 01:00:01'::timestamp AT TIME ZONE 'MSK'; --> Sat Oct 25 22:00:01 2014 UTC -- not: another time zone or style
'2014-10-26 02:00:00'::timestamp AT TIME ZONE 'MSK'; --> Sat Oct 25 23:00:00 2014 UTC -- not: another time zone or style
make_timestamptz(2014, 10, 26, 0, 0, 0, 'MSK'); --> Sat Oct 25 20:00:00 2014 UTC -- not: another time zone or style
make_timestamptz(2014, 10, 26, 1, 0, 0, 'MSK'); --> Sat Oct 25 22:00:00 2014 UTC -- not: another time zone or style
to_timestamp(         0); --> Thu Jan 01 00:00:00 1970 UTC -- not: another time zone or style
to_timestamp( 946684800); --> Sat Jan 01 00:00:00 2000 UTC -- not: another time zone or style
to_timestamp(1262349296.7890123); --> Fri Jan 01 12:34:56.789012 2010 UTC -- not: another time zone or style
to_timestamp(-210866803200); --> Mon Nov 24 00:00:00 4714 UTC BC -- not: another time zone or style
to_timestamp(' Infinity'::float); --> infinity -- not: VALUE_NOT_A_NUMBER
to_timestamp('-Infinity'::float); --> -infinity -- not: VALUE_NOT_A_NUMBER
to_timestamp('NaN'::float); --> error
'2011-03-26 21:00:00 UTC'::timestamptz; --> Sun Mar 27 00:00:00 2011 MSK -- not: another time zone or style
'2011-03-26 22:00:00 UTC'::timestamptz; --> Sun Mar 27 01:00:00 2011 MSK -- not: another time zone or style
'2011-03-26 22:59:59 UTC'::timestamptz; --> Sun Mar 27 01:59:59 2011 MSK -- not: another time zone or style
'2011-03-26 23:00:00 UTC'::timestamptz; --> Sun Mar 27 03:00:00 2011 MSK -- not: another time zone or style
'2011-03-26 23:00:01 UTC'::timestamptz; --> Sun Mar 27 03:00:01 2011 MSK -- not: another time zone or style
'2011-03-26 23:59:59 UTC'::timestamptz; --> Sun Mar 27 03:59:59 2011 MSK -- not: another time zone or style
'2011-03-27 00:00:00 UTC'::timestamptz; --> Sun Mar 27 04:00:00 2011 MSK -- not: another time zone or style
'2014-10-25 21:00:00 UTC'::timestamptz; --> Sun Oct 26 01:00:00 2014 MSK -- not: another time zone or style
'2014-10-25 21:59:59 UTC'::timestamptz; --> Sun Oct 26 01:59:59 2014 MSK -- not: another time zone or style
'2014-10-25 22:00:00 UTC'::timestamptz; --> Sun Oct 26 01:00:00 2014 MSK -- not: another time zone or style
'2014-10-25 22:00:01 UTC'::timestamptz; --> Sun Oct 26 01:00:01 2014 MSK -- not: another time zone or style
'2014-10-25 23:00:00 UTC'::timestamptz; --> Sun Oct 26 02:00:00 2014 MSK -- not: another time zone or style
'2011-03-26 21:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 00:00:00 2011 -- not: another time zone or style
'2011-03-26 22:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 01:00:00 2011 -- not: another time zone or style
'2011-03-26 22:59:59 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 01:59:59 2011 -- not: another time zone or style
'2011-03-26 23:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 03:00:00 2011 -- not: another time zone or style
'2011-03-26 23:00:01 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 03:00:01 2011 -- not: another time zone or style
'2011-03-26 23:59:59 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 03:59:59 2011 -- not: another time zone or style
'2011-03-27 00:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Mar 27 04:00:00 2011 -- not: another time zone or style
'2014-10-25 21:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Oct 26 01:00:00 2014 -- not: another time zone or style
'2014-10-25 21:59:59 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Oct 26 01:59:59 2014 -- not: another time zone or style
'2014-10-25 22:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Oct 26 01:00:00 2014 -- not: another time zone or style
'2014-10-25 22:00:01 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Oct 26 01:00:01 2014 -- not: another time zone or style
'2014-10-25 23:00:00 UTC'::timestamptz AT TIME ZONE 'Europe/Moscow'; --> Sun Oct 26 02:00:00 2014 -- not: another time zone or style
'2011-03-26 21:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 00:00:00 2011 -- not: another time zone or style
'2011-03-26 22:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 01:00:00 2011 -- not: another time zone or style
'2011-03-26 22:59:59 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 01:59:59 2011 -- not: another time zone or style
'2011-03-26 23:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 03:00:00 2011 -- not: another time zone or style
'2011-03-26 23:00:01 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 03:00:01 2011 -- not: another time zone or style
'2011-03-26 23:59:59 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 03:59:59 2011 -- not: another time zone or style
'2011-03-27 00:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Mar 27 04:00:00 2011 -- not: another time zone or style
'2014-10-25 21:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Oct 26 01:00:00 2014 -- not: another time zone or style
'2014-10-25 21:59:59 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Oct 26 01:59:59 2014 -- not: another time zone or style
'2014-10-25 22:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Oct 26 01:00:00 2014 -- not: another time zone or style
'2014-10-25 22:00:01 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Oct 26 01:00:01 2014 -- not: another time zone or style
'2014-10-25 23:00:00 UTC'::timestamptz AT TIME ZONE 'MSK'; --> Sun Oct 26 02:00:00 2014 -- not: another time zone or style
timestamptz 'infinity' - timestamptz 'infinity'; --> error
timestamptz 'infinity' - timestamptz '-infinity'; --> infinity
timestamptz '-infinity' - timestamptz 'infinity'; --> -infinity
timestamptz '-infinity' - timestamptz '-infinity'; --> error
timestamptz 'infinity' - timestamptz '1995-08-06 12:12:12'; --> infinity
timestamptz '-infinity' - timestamptz '1995-08-06 12:12:12'; --> -infinity
age(timestamptz 'infinity'); --> -infinity -- not: EXPRESSION_OPERANDS
age(timestamptz '-infinity'); --> infinity -- not: EXPRESSION_OPERANDS
age(timestamptz 'infinity', timestamptz 'infinity'); --> error
age(timestamptz 'infinity', timestamptz '-infinity'); --> infinity
age(timestamptz '-infinity', timestamptz 'infinity'); --> -infinity
age(timestamptz '-infinity', timestamptz '-infinity'); --> error
timestamptz '1999-12-31 24:00:00'; --> Sat Jan 01 00:00:00 2000 PST -- not: another time zone or style
make_timestamptz(1999, 12, 31, 24, 0, 0); --> Sat Jan 01 00:00:00 2000 PST -- not: another time zone or style
