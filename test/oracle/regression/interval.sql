INTERVAL '01:00'; --> 01:00:00
INTERVAL '+02:00'; --> 02:00:00
INTERVAL '-08:00'; --> -08:00:00
INTERVAL '-1 +02:03'; --> -1 days +02:03:00 -- not: VALUE_INVALID_INTERVAL
INTERVAL '-1 days +02:03'; --> -1 days +02:03:00
INTERVAL '1.5 weeks'; --> 10 days 12:00:00 -- not: VALUE_INVALID_INTERVAL
INTERVAL '1.5 months'; --> 1 mon 15 days -- not: VALUE_INVALID_INTERVAL
INTERVAL '10 years -11 month -12 days +13:14'; --> 9 years 1 mon -12 days +13:14:00
INTERVAL 'infinity'; --> infinity
INTERVAL '-infinity'; --> -infinity
pg_input_is_valid('1.5 weeks', 'interval'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('garbage', 'interval'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('@ 30 eons ago', 'interval'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
-('-2147483648 months'::interval); --> error
-('-2147483647 months'::interval); --> 178956970 years 7 mons
-('-2147483648 days'::interval); --> error
-('-2147483647 days'::interval); --> 2147483647 days
-('-9223372036854775808 us'::interval); --> error
-('-9223372036854775807 us'::interval); --> 2562047788:00:54.775807
-('-2147483647 months -2147483647 days -9223372036854775807 us'::interval); --> error
extract(epoch from '256 microseconds'::interval * (2^55)::float8); --> error
'3000000 months'::interval * 1000; --> error
'3000000 months'::interval / 0.001; --> error
'3000000 days'::interval * 1000; --> error
'3000000 days'::interval / 0.001; --> error
'1 month 2146410 days'::interval * 1000.5002; --> error
'4611686018427387904 usec'::interval / 0.1; --> error
'4 millenniums 5 centuries 4 decades 1 year 4 months 4 days 17 minutes 31 seconds'::interval; --> @ 4541 years 4 mons 4 days 17 mins 31 secs -- not: another time zone or style
'100000000y 10mon -1000000000d -100000h -10min -10.000001s ago'::interval; --> @ 100000000 years 10 mons -1000000000 days -100000 hours -10 mins -10.000001 secs ago -- not: another time zone or style
justify_hours(interval '6 months 3 days 52 hours 3 minutes 2 seconds'); --> @ 6 mons 5 days 4 hours 3 mins 2 secs -- not: another time zone or style
justify_days(interval '6 months 36 days 5 hours 4 minutes 3 seconds'); --> @ 7 mons 6 days 5 hours 4 mins 3 secs -- not: another time zone or style
justify_hours(interval '2147483647 days 24 hrs'); --> error
justify_days(interval '2147483647 months 30 days'); --> error
justify_interval(interval '1 month -1 hour'); --> @ 29 days 23 hours -- not: another time zone or style
justify_interval(interval '2147483647 days 24 hrs'); --> @ 5965232 years 4 mons 8 days -- not: another time zone or style
justify_interval(interval '-2147483648 days -24 hrs'); --> @ 5965232 years 4 mons 9 days ago -- not: another time zone or style
justify_interval(interval '2147483647 months 30 days'); --> error
justify_interval(interval '-2147483648 months -30 days'); --> error
justify_interval(interval '2147483647 months 30 days -24 hrs'); --> @ 178956970 years 7 mons 29 days -- not: another time zone or style
justify_interval(interval '-2147483648 months -30 days 24 hrs'); --> @ 178956970 years 8 mons 29 days ago -- not: another time zone or style
justify_interval(interval '2147483647 months -30 days 1440 hrs'); --> error
justify_interval(interval '-2147483648 months 30 days -1440 hrs'); --> error
'3 days 5 milliseconds'::interval; --> 3 days 00:00:00.005
'1 second 2 seconds'::interval; --> error
'10 milliseconds 20 milliseconds'::interval; --> error
'5.5 seconds 3 milliseconds'::interval; --> error
'1:20:05 5 microseconds'::interval; --> error
'1 day 1 day'::interval; --> error
interval '1-2'; --> 1 year 2 mons -- not: VALUE_INVALID_INTERVAL
interval '999' second; --> 00:16:39 -- not: EXPRESSION_UNKNOWN_TYPE
interval '999' minute; --> 16:39:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '999' hour; --> 999:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '999' day; --> 999 days -- not: EXPRESSION_UNKNOWN_TYPE
interval '999' month; --> 83 years 3 mons -- not: EXPRESSION_UNKNOWN_TYPE
interval '1' year; --> 1 year -- not: EXPRESSION_UNKNOWN_TYPE
interval '2' month; --> 2 mons -- not: EXPRESSION_UNKNOWN_TYPE
interval '3' day; --> 3 days -- not: EXPRESSION_UNKNOWN_TYPE
interval '4' hour; --> 04:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '5' minute; --> 00:05:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '6' second; --> 00:00:06 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1' year to month; --> 1 mon -- not: EXPRESSION_UNKNOWN_TYPE
interval '1-2' year to month; --> 1 year 2 mons -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2' day to hour; --> 1 day 02:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' day to hour; --> 1 day 02:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' day to hour; --> 1 day 02:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' day to minute; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' day to minute; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' day to second; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' day to second; --> 1 day 02:03:04 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' hour to minute; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' hour to minute; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' hour to second; --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' hour to second; --> 1 day 02:03:04 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' minute to second; --> 1 day 00:02:03 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04' minute to second; --> 1 day 02:03:04 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 +2:03' minute to second; --> 1 day 00:02:03 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 +2:03:04' minute to second; --> 1 day 02:03:04 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 -2:03' minute to second; --> 1 day -00:02:03 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 -2:03:04' minute to second; --> 1 day -02:03:04 -- not: EXPRESSION_UNKNOWN_TYPE
interval '123 11' day to hour; --> 123 days 11:00:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '123 11'; --> error
interval '123 2:03 -2:04'; --> error
interval(0) '1 day 01:23:45.6789'; --> 1 day 01:23:46 -- not: EXPRESSION_UNKNOWN_TYPE
interval(2) '1 day 01:23:45.6789'; --> 1 day 01:23:45.68 -- not: EXPRESSION_UNKNOWN_TYPE
interval '12:34.5678' minute to second(2); --> 00:12:34.57 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1.234' second; --> 00:00:01.234 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1.234' second(2); --> 00:00:01.23 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03' day to second(2); --> 1 day 02:03:00 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03.4567' day to second(2); --> 1 day 00:02:03.46 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04.5678' day to second(2); --> 1 day 02:03:04.57 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03.45678' hour to second(2); --> 1 day 00:02:03.46 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04.5678' hour to second(2); --> 1 day 02:03:04.57 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03.5678' minute to second(2); --> 1 day 00:02:03.57 -- not: EXPRESSION_UNKNOWN_TYPE
interval '1 2:03:04.5678' minute to second(2); --> 1 day 02:03:04.57 -- not: EXPRESSION_UNKNOWN_TYPE
interval ''; --> error
interval 'P1Y0M3DT4H5M6S'; --> 1 year 3 days 04:05:06 -- not: VALUE_INVALID_INTERVAL
interval 'P1.0Y0M3DT4H5M6S'; --> 1 year 3 days 04:05:06 -- not: VALUE_INVALID_INTERVAL
interval 'P1.1Y0M3DT4H5M6S'; --> 1 year 1 mon 3 days 04:05:06 -- not: VALUE_INVALID_INTERVAL
interval 'P1.Y0M3DT4H5M6S'; --> 1 year 3 days 04:05:06 -- not: VALUE_INVALID_INTERVAL
interval 'P.1Y0M3DT4H5M6S'; --> 1 mon 3 days 04:05:06 -- not: VALUE_INVALID_INTERVAL
interval 'P10.5e4Y'; --> 105000 years -- not: VALUE_INVALID_INTERVAL
interval 'P.Y0M3DT4H5M6S'; --> error
interval '-10 mons -3 days +03:55:06.70'; --> @ 10 mons 3 days -3 hours -55 mins -6.7 secs ago -- not: another time zone or style
interval '1 year 2 mons 3 days 04:05:06.699999'; --> @ 1 year 2 mons 3 days 4 hours 5 mins 6.699999 secs -- not: another time zone or style
interval '2562047788.01521550194 hours'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval '-2562047788.01521550222 hours'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval '153722867280.912930117 minutes'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval '-153722867280.912930133 minutes'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval '9223372036854.775807 seconds'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval '-9223372036854.775808 seconds'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval '9223372036854775.807 milliseconds'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval '-9223372036854775.808 milliseconds'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval '9223372036854775807 microseconds'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval '-9223372036854775808 microseconds'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval 'PT2562047788H54.775807S'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval 'PT-2562047788H-54.775808S'; --> @ 2562047788 hours 54.775808 secs ago -- not: another time zone or style
interval 'PT2562047788:00:54.775807'; --> @ 2562047788 hours 54.775807 secs -- not: another time zone or style
interval 'PT2562047788.0152155019444'; --> @ 2562047788 hours 54.775429 secs -- not: another time zone or style
interval 'PT-2562047788.0152155022222'; --> @ 2562047788 hours 54.775429 secs ago -- not: another time zone or style
interval '2147483648 years'; --> error
interval '-2147483649 years'; --> error
interval '2147483648 months'; --> error
interval '-2147483649 months'; --> error
interval '2147483648 days'; --> error
interval '-2147483649 days'; --> error
interval '2562047789 hours'; --> error
interval '-2562047789 hours'; --> error
interval '153722867281 minutes'; --> error
interval '-153722867281 minutes'; --> error
interval '9223372036855 seconds'; --> error
interval '-9223372036855 seconds'; --> error
interval '9223372036854777 millisecond'; --> error
interval '-9223372036854777 millisecond'; --> error
interval '9223372036854775808 microsecond'; --> error
interval '-9223372036854775809 microsecond'; --> error
interval 'P2147483648'; --> error
interval 'P-2147483649'; --> error
interval 'P1-2147483647-2147483647'; --> error
interval 'PT2562047789'; --> error
interval 'PT-2562047789'; --> error
interval '2147483647 weeks'; --> error
interval '-2147483648 weeks'; --> error
interval '2147483647 decades'; --> error
interval '-2147483648 decades'; --> error
interval '2147483647 centuries'; --> error
interval '-2147483648 centuries'; --> error
interval '2147483647 millennium'; --> error
interval '-2147483648 millennium'; --> error
interval '1 week 2147483647 days'; --> error
interval '-1 week -2147483648 days'; --> error
interval '2147483647 days 1 week'; --> error
interval '-2147483648 days -1 week'; --> error
interval 'P1W2147483647D'; --> error
interval 'P-1W-2147483648D'; --> error
interval 'P2147483647D1W'; --> error
interval 'P-2147483648D-1W'; --> error
interval '1 decade 2147483647 years'; --> error
interval '1 century 2147483647 years'; --> error
interval '1 millennium 2147483647 years'; --> error
interval '-1 decade -2147483648 years'; --> error
interval '-1 century -2147483648 years'; --> error
interval '-1 millennium -2147483648 years'; --> error
interval '2147483647 years 1 decade'; --> error
interval '2147483647 years 1 century'; --> error
interval '2147483647 years 1 millennium'; --> error
interval '-2147483648 years -1 decade'; --> error
interval '-2147483648 years -1 century'; --> error
interval '-2147483648 years -1 millennium'; --> error
interval '0.1 millennium 2147483647 months'; --> error
interval '0.1 centuries 2147483647 months'; --> error
interval '0.1 decades 2147483647 months'; --> error
interval '0.1 yrs 2147483647 months'; --> error
interval '-0.1 millennium -2147483648 months'; --> error
interval '-0.1 centuries -2147483648 months'; --> error
interval '-0.1 decades -2147483648 months'; --> error
interval '-0.1 yrs -2147483648 months'; --> error
interval '2147483647 months 0.1 millennium'; --> error
interval '2147483647 months 0.1 centuries'; --> error
interval '2147483647 months 0.1 decades'; --> error
interval '2147483647 months 0.1 yrs'; --> error
interval '-2147483648 months -0.1 millennium'; --> error
interval '-2147483648 months -0.1 centuries'; --> error
interval '-2147483648 months -0.1 decades'; --> error
interval '-2147483648 months -0.1 yrs'; --> error
interval '0.1 months 2147483647 days'; --> error
interval '-0.1 months -2147483648 days'; --> error
interval '2147483647 days 0.1 months'; --> error
interval '-2147483648 days -0.1 months'; --> error
interval '0.5 weeks 2147483647 days'; --> error
interval '-0.5 weeks -2147483648 days'; --> error
interval '2147483647 days 0.5 weeks'; --> error
interval '-2147483648 days -0.5 weeks'; --> error
interval '0.01 months 9223372036854775807 microseconds'; --> error
interval '-0.01 months -9223372036854775808 microseconds'; --> error
interval '9223372036854775807 microseconds 0.01 months'; --> error
interval '-9223372036854775808 microseconds -0.01 months'; --> error
interval '0.1 weeks 9223372036854775807 microseconds'; --> error
interval '-0.1 weeks -9223372036854775808 microseconds'; --> error
interval '9223372036854775807 microseconds 0.1 weeks'; --> error
interval '-9223372036854775808 microseconds -0.1 weeks'; --> error
interval '0.1 days 9223372036854775807 microseconds'; --> error
interval '-0.1 days -9223372036854775808 microseconds'; --> error
interval '9223372036854775807 microseconds 0.1 days'; --> error
interval '-9223372036854775808 microseconds -0.1 days'; --> error
interval 'P0.1Y2147483647M'; --> error
interval 'P-0.1Y-2147483648M'; --> error
interval 'P2147483647M0.1Y'; --> error
interval 'P-2147483648M-0.1Y'; --> error
interval 'P0.1M2147483647D'; --> error
interval 'P-0.1M-2147483648D'; --> error
interval 'P2147483647D0.1M'; --> error
interval 'P-2147483648D-0.1M'; --> error
interval 'P0.5W2147483647D'; --> error
interval 'P-0.5W-2147483648D'; --> error
interval 'P2147483647D0.5W'; --> error
interval 'P-2147483648D-0.5W'; --> error
interval 'P0.01MT2562047788H54.775807S'; --> error
interval 'P-0.01MT-2562047788H-54.775808S'; --> error
interval 'P0.1DT2562047788H54.775807S'; --> error
interval 'P-0.1DT-2562047788H-54.775808S'; --> error
interval 'PT2562047788.1H54.775807S'; --> error
interval 'PT-2562047788.1H-54.775808S'; --> error
interval 'PT2562047788H0.1M54.775807S'; --> error
interval 'PT-2562047788H-0.1M-54.775808S'; --> error
interval 'P0.1-2147483647-00'; --> error
interval 'P00-0.1-2147483647'; --> error
interval 'P00-0.01-00T2562047788:00:54.775807'; --> error
interval 'P00-00-0.1T2562047788:00:54.775807'; --> error
interval 'PT2562047788.1:00:54.775807'; --> error
interval 'PT2562047788:01.:54.775807'; --> error
interval '0.1 2562047788:0:54.775807'; --> error
interval '0.1 2562047788:0:54.775808 ago'; --> error
interval '2562047788.1:0:54.775807'; --> error
interval '2562047788.1:0:54.775808 ago'; --> error
interval '2562047788:0.1:54.775807'; --> error
interval '2562047788:0.1:54.775808 ago'; --> error
interval '-2147483648 months ago'; --> error
interval '-2147483648 days ago'; --> error
interval '-9223372036854775808 microseconds ago'; --> error
interval '-2147483648 months -2147483648 days -9223372036854775808 microseconds ago'; --> error
make_interval(years := 178956971); --> error
make_interval(years := -178956971); --> error
make_interval(years := 1, months := 2147483647); --> error
make_interval(years := -1, months := -2147483648); --> error
make_interval(weeks := 306783379); --> error
make_interval(weeks := -306783379); --> error
make_interval(weeks := 1, days := 2147483647); --> error
make_interval(weeks := -1, days := -2147483648); --> error
make_interval(secs := 1e308); --> error
make_interval(secs := 1e18); --> error
make_interval(secs := -1e18); --> error
make_interval(mins := 1, secs := 9223372036800.0); --> error
make_interval(mins := -1, secs := -9223372036800.0); --> error
interval '-2147483647 months -2147483648 days -9223372036854775808 us'; --> -178956970 years -7 mons -2147483648 days -2562047788:00:54.775808
interval '-2147483647 months -2147483648 days -9223372036854775808 us'; --> -178956970-7 -2147483648 -2562047788:00:54.775808 -- not: another time zone or style
interval '-2147483647 months -2147483648 days -9223372036854775808 us'; --> P-178956970Y-7M-2147483648DT-2562047788H-54.775808S -- not: another time zone or style
interval '-2147483647 months -2147483648 days -9223372036854775808 us'; --> @ 178956970 years 7 mons 2147483648 days 2562047788 hours 54.775808 secs ago -- not: another time zone or style
'30 days'::interval = '1 month'::interval; --> t
interval_hash('30 days'::interval) = interval_hash('1 month'::interval); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
make_interval(years := 2); --> @ 2 years -- not: another time zone or style
make_interval(years := 1, months := 6); --> @ 1 year 6 mons -- not: another time zone or style
make_interval(years := 1, months := -1, weeks := 5, days := -7, hours := 25, mins := -180); --> @ 11 mons 28 days 22 hours -- not: another time zone or style
make_interval() = make_interval(years := 0, months := 0, weeks := 0, days := 0, mins := 0, secs := 0.0); --> t
make_interval(hours := -2, mins := -10, secs := -25.3); --> @ 2 hours 10 mins 25.3 secs ago -- not: another time zone or style
make_interval(years := 'inf'::float::int); --> error
make_interval(months := 'NaN'::float::int); --> error
make_interval(secs := 'inf'); --> error
make_interval(secs := 'NaN'); --> error
make_interval(secs := 7e12); --> @ 1944444444 hours 26 mins 40 secs -- not: another time zone or style
EXTRACT(FORTNIGHT FROM INTERVAL '2 days'); --> error
EXTRACT(TIMEZONE FROM INTERVAL '2 days'); --> error
EXTRACT(DECADE FROM INTERVAL '100 y'); --> 10
EXTRACT(DECADE FROM INTERVAL '99 y'); --> 9
EXTRACT(DECADE FROM INTERVAL '-99 y'); --> -9
EXTRACT(DECADE FROM INTERVAL '-100 y'); --> -10
EXTRACT(CENTURY FROM INTERVAL '100 y'); --> 1
EXTRACT(CENTURY FROM INTERVAL '99 y'); --> 0
EXTRACT(CENTURY FROM INTERVAL '-99 y'); --> 0
EXTRACT(CENTURY FROM INTERVAL '-100 y'); --> -1
extract(epoch from interval '1000000000 days'); --> 86400000000000.000000
interval '-2147483648 months -2147483648 days -9223372036854775807 us'; --> @ 178956970 years 8 mons 2147483648 days 2562047788 hours 54.775807 secs ago -- not: another time zone or style
interval '2147483647 months 2147483647 days 9223372036854775806 us'; --> @ 178956970 years 7 mons 2147483647 days 2562047788 hours 54.775806 secs -- not: another time zone or style
interval '-2147483648 months -2147483648 days -9223372036854775808 us'; --> -infinity
interval '2147483647 months 2147483647 days 9223372036854775807 us'; --> infinity
interval '2147483646 months 2147483646 days 9223372036854775806 us' + interval '1 month 1 day 1 us'; --> error
interval '-2147483647 months -2147483647 days -9223372036854775807 us' + interval '-1 month -1 day -1 us'; --> error
interval '2147483646 months 2147483646 days 9223372036854775806 us' - interval '-1 month -1 day -1 us'; --> error
interval '-2147483647 months -2147483647 days -9223372036854775807 us' - interval '1 month 1 day 1 us'; --> error
time '11:27:42' + interval 'infinity'; --> error
time '11:27:42' + interval '-infinity'; --> error
time '11:27:42' - interval 'infinity'; --> error
time '11:27:42' - interval '-infinity'; --> error
-interval '-2147483647 months -2147483647 days -9223372036854775807 us'; --> error
interval 'infinity' * 'nan'; --> error
interval '-infinity' * 'nan'; --> error
interval '-1073741824 months -1073741824 days -4611686018427387904 us' * 2; --> error
interval 'infinity' * 0; --> error
interval '-infinity' * 0; --> error
interval '0 days' * 'infinity'::float; --> error
interval '0 days' * '-infinity'::float; --> error
interval '5 days' * 'infinity'::float; --> infinity -- not: VALUE_NOT_A_NUMBER
interval '5 days' * '-infinity'::float; --> -infinity -- not: VALUE_NOT_A_NUMBER
interval 'infinity' / 'infinity'; --> error
interval 'infinity' / '-infinity'; --> error
interval 'infinity' / 'nan'; --> error
interval '-infinity' / 'infinity'; --> error
interval '-infinity' / '-infinity'; --> error
interval '-infinity' / 'nan'; --> error
interval '-1073741824 months -1073741824 days -4611686018427387904 us' / 0.5; --> error
timezone('infinity'::interval, '1995-08-06 12:12:12'::timestamp); --> error
timezone('-infinity'::interval, '1995-08-06 12:12:12'::timestamp); --> error
timezone('infinity'::interval, '1995-08-06 12:12:12'::timestamptz); --> error
timezone('-infinity'::interval, '1995-08-06 12:12:12'::timestamptz); --> error
timezone('infinity'::interval, '12:12:12'::time); --> error
timezone('-infinity'::interval, '12:12:12'::time); --> error
to_char('infinity'::interval, 'YYYY'); --> 
to_char('-infinity'::interval, 'YYYY'); --> 
INTERVAL '42 days 2 seconds ago ago'; --> error
INTERVAL '2 minutes ago 5 days'; --> error
INTERVAL 'hour 5 months'; --> error
INTERVAL '1 year months days 5 hours'; --> error
INTERVAL 'now'; --> error
INTERVAL 'today'; --> error
INTERVAL 'tomorrow'; --> error
INTERVAL 'allballs'; --> error
INTERVAL 'epoch'; --> error
INTERVAL 'yesterday'; --> error
INTERVAL 'infinity years'; --> error
INTERVAL 'infinity ago'; --> error
INTERVAL '+infinity -infinity'; --> error
