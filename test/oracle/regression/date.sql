date 'January 8, 1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '1999-01-08'; --> 1999-01-08
date '1999-01-18'; --> 1999-01-18
date '1/8/1999'; --> error
date '1/18/1999'; --> error
date '18/1/1999'; --> error
date '01/02/03'; --> 2001-02-03 -- not: another time zone or style
date '19990108'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '990108'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '1999.008'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'J2451187'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'January 8, 99 BC'; --> error
date '99-Jan-08'; --> 1999-01-08 -- not: another time zone or style
date '1999-Jan-08'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '08-Jan-99'; --> error
date '08-Jan-1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'Jan-08-99'; --> error
date 'Jan-08-1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '99-08-Jan'; --> error
date '1999-08-Jan'; --> error
date '99 Jan 08'; --> 1999-01-08 -- not: another time zone or style
date '1999 Jan 08'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '08 Jan 99'; --> error
date '08 Jan 1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'Jan 08 99'; --> error
date 'Jan 08 1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '99 08 Jan'; --> 1999-01-08 -- not: another time zone or style
date '1999 08 Jan'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '99-01-08'; --> 1999-01-08 -- not: another time zone or style
date '08-01-99'; --> error
date '08-01-1999'; --> error
date '01-08-99'; --> error
date '01-08-1999'; --> error
date '99-08-01'; --> 1999-08-01 -- not: another time zone or style
date '1999-08-01'; --> 1999-08-01
date '99 01 08'; --> 1999-01-08 -- not: another time zone or style
date '1999 01 08'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '08 01 99'; --> error
date '08 01 1999'; --> error
date '01 08 99'; --> error
date '01 08 1999'; --> error
date '99 08 01'; --> 1999-08-01 -- not: another time zone or style
date '1999 08 01'; --> 1999-08-01 -- not: VALUE_INVALID_DATE
date '1/8/1999'; --> 1999-08-01 -- not: another time zone or style
date '18/1/1999'; --> 1999-01-18 -- not: another time zone or style
date '01/02/03'; --> 2003-02-01 -- not: another time zone or style
date 'January 8, 99 BC'; --> 0099-01-08 BC -- not: VALUE_INVALID_DATE
date '99-Jan-08'; --> error
date '08-Jan-99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'Jan-08-99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '99 Jan 08'; --> error
date '08 Jan 99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date 'Jan 08 99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '99 08 Jan'; --> error
date '99-01-08'; --> error
date '08-01-99'; --> 1999-01-08 -- not: another time zone or style
date '08-01-1999'; --> 1999-01-08 -- not: another time zone or style
date '01-08-99'; --> 1999-08-01 -- not: another time zone or style
date '01-08-1999'; --> 1999-08-01 -- not: another time zone or style
date '99-08-01'; --> error
date '99 01 08'; --> error
date '08 01 99'; --> 1999-01-08 -- not: another time zone or style
date '08 01 1999'; --> 1999-01-08 -- not: another time zone or style
date '01 08 99'; --> 1999-08-01 -- not: another time zone or style
date '01 08 1999'; --> 1999-08-01 -- not: another time zone or style
date '99 08 01'; --> error
date '1/8/1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '1/18/1999'; --> 1999-01-18 -- not: VALUE_INVALID_DATE
date '01/02/03'; --> 2003-01-02 -- not: VALUE_INVALID_DATE
date '08-01-99'; --> 1999-08-01 -- not: VALUE_INVALID_DATE
date '08-01-1999'; --> 1999-08-01 -- not: VALUE_INVALID_DATE
date '01-08-99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '01-08-1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '08 01 99'; --> 1999-08-01 -- not: VALUE_INVALID_DATE
date '08 01 1999'; --> 1999-08-01 -- not: VALUE_INVALID_DATE
date '01 08 99'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '01 08 1999'; --> 1999-01-08 -- not: VALUE_INVALID_DATE
date '4714-11-24 BC'; --> 4714-11-24 BC
date '4714-11-23 BC'; --> error
date '5874897-12-31'; --> 5874897-12-31
date '5874898-01-01'; --> error
pg_input_is_valid('now', 'date'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('garbage', 'date'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('6874898-01-01', 'date'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
date 'yesterday' - date 'today'; --> -1 -- not: VALUE_INVALID_DATE
date 'today' - date 'tomorrow'; --> -1 -- not: VALUE_INVALID_DATE
date 'yesterday' - date 'tomorrow'; --> -2 -- not: VALUE_INVALID_DATE
date 'tomorrow' - date 'today'; --> 1 -- not: VALUE_INVALID_DATE
date 'today' - date 'yesterday'; --> 1 -- not: VALUE_INVALID_DATE
date 'tomorrow' - date 'yesterday'; --> 2 -- not: VALUE_INVALID_DATE
EXTRACT(EPOCH FROM DATE        '1970-01-01'); --> 0
EXTRACT(CENTURY FROM DATE '0101-12-31 BC'); --> -2
EXTRACT(CENTURY FROM DATE '0100-12-31 BC'); --> -1
EXTRACT(CENTURY FROM DATE '0001-12-31 BC'); --> -1
EXTRACT(CENTURY FROM DATE '0001-01-01'); --> 1
EXTRACT(CENTURY FROM DATE '0001-01-01 AD'); --> 1 -- not: VALUE_INVALID_DATE
EXTRACT(CENTURY FROM DATE '1900-12-31'); --> 19
EXTRACT(CENTURY FROM DATE '1901-01-01'); --> 20
EXTRACT(CENTURY FROM DATE '2000-12-31'); --> 20
EXTRACT(CENTURY FROM DATE '2001-01-01'); --> 21
EXTRACT(CENTURY FROM CURRENT_DATE)>=21; --> t -- not: EXPRESSION_NOT_ALLOWED
EXTRACT(MILLENNIUM FROM DATE '0001-12-31 BC'); --> -1
EXTRACT(MILLENNIUM FROM DATE '0001-01-01 AD'); --> 1 -- not: VALUE_INVALID_DATE
EXTRACT(MILLENNIUM FROM DATE '1000-12-31'); --> 1
EXTRACT(MILLENNIUM FROM DATE '1001-01-01'); --> 2
EXTRACT(MILLENNIUM FROM DATE '2000-12-31'); --> 2
EXTRACT(MILLENNIUM FROM DATE '2001-01-01'); --> 3
EXTRACT(MILLENNIUM FROM CURRENT_DATE); --> 3 -- not: EXPRESSION_NOT_ALLOWED
EXTRACT(DECADE FROM DATE '1994-12-25'); --> 199
EXTRACT(DECADE FROM DATE '0010-01-01'); --> 1
EXTRACT(DECADE FROM DATE '0009-12-31'); --> 0
EXTRACT(DECADE FROM DATE '0001-01-01 BC'); --> 0
EXTRACT(DECADE FROM DATE '0002-12-31 BC'); --> -1
EXTRACT(DECADE FROM DATE '0011-01-01 BC'); --> -1
EXTRACT(DECADE FROM DATE '0012-12-31 BC'); --> -2
EXTRACT(MICROSECONDS  FROM DATE '2020-08-11'); --> error
EXTRACT(MILLISECONDS  FROM DATE '2020-08-11'); --> error
EXTRACT(SECOND        FROM DATE '2020-08-11'); --> error
EXTRACT(MINUTE        FROM DATE '2020-08-11'); --> error
EXTRACT(HOUR          FROM DATE '2020-08-11'); --> error
EXTRACT(DAY           FROM DATE '2020-08-11'); --> 11
EXTRACT(MONTH         FROM DATE '2020-08-11'); --> 8
EXTRACT(YEAR          FROM DATE '2020-08-11'); --> 2020
EXTRACT(YEAR          FROM DATE '2020-08-11 BC'); --> -2020
EXTRACT(DECADE        FROM DATE '2020-08-11'); --> 202
EXTRACT(CENTURY       FROM DATE '2020-08-11'); --> 21
EXTRACT(MILLENNIUM    FROM DATE '2020-08-11'); --> 3
EXTRACT(ISOYEAR       FROM DATE '2020-08-11'); --> 2020
EXTRACT(ISOYEAR       FROM DATE '2020-08-11 BC'); --> -2020
EXTRACT(QUARTER       FROM DATE '2020-08-11'); --> 3
EXTRACT(WEEK          FROM DATE '2020-08-11'); --> 33
EXTRACT(DOW           FROM DATE '2020-08-11'); --> 2
EXTRACT(DOW           FROM DATE '2020-08-16'); --> 0
EXTRACT(ISODOW        FROM DATE '2020-08-11'); --> 2
EXTRACT(ISODOW        FROM DATE '2020-08-16'); --> 7
EXTRACT(DOY           FROM DATE '2020-08-11'); --> 224
EXTRACT(TIMEZONE      FROM DATE '2020-08-11'); --> error
EXTRACT(TIMEZONE_M    FROM DATE '2020-08-11'); --> error
EXTRACT(TIMEZONE_H    FROM DATE '2020-08-11'); --> error
EXTRACT(EPOCH         FROM DATE '2020-08-11'); --> 1597104000
EXTRACT(JULIAN        FROM DATE '2020-08-11'); --> 2459073 -- not: EXPRESSION_CONSTANT
DATE_TRUNC('MILLENNIUM', TIMESTAMP '1970-03-20 04:30:00.00000'); --> Thu Jan 01 00:00:00 1001 -- not: another time zone or style
DATE_TRUNC('MILLENNIUM', DATE '1970-03-20'); --> Thu Jan 01 00:00:00 1001 LMT -- not: another time zone or style
DATE_TRUNC('CENTURY', TIMESTAMP '1970-03-20 04:30:00.00000'); --> Tue Jan 01 00:00:00 1901 -- not: another time zone or style
DATE_TRUNC('CENTURY', DATE '1970-03-20'); --> Tue Jan 01 00:00:00 1901 PST -- not: another time zone or style
DATE_TRUNC('CENTURY', DATE '2004-08-10'); --> Mon Jan 01 00:00:00 2001 PST -- not: another time zone or style
DATE_TRUNC('CENTURY', DATE '0002-02-04'); --> Mon Jan 01 00:00:00 0001 LMT -- not: another time zone or style
DATE_TRUNC('CENTURY', DATE '0055-08-10 BC'); --> Tue Jan 01 00:00:00 0100 LMT BC -- not: another time zone or style
DATE_TRUNC('DECADE', DATE '1993-12-25'); --> Mon Jan 01 00:00:00 1990 PST -- not: another time zone or style
DATE_TRUNC('DECADE', DATE '0004-12-25'); --> Sat Jan 01 00:00:00 0001 LMT BC -- not: another time zone or style
DATE_TRUNC('DECADE', DATE '0002-12-31 BC'); --> Mon Jan 01 00:00:00 0011 LMT BC -- not: another time zone or style
'infinity'::date > 'today'::date; --> t -- not: VALUE_INVALID_DATE
'-infinity'::date < 'today'::date; --> t -- not: VALUE_INVALID_DATE
'infinity'::date = '+infinity'::date; --> t -- not: VALUE_INVALID_DATE
EXTRACT(DAY FROM DATE 'infinity'); --> 
EXTRACT(DAY FROM DATE '-infinity'); --> 
EXTRACT(DAY           FROM DATE 'infinity'); --> 
EXTRACT(MONTH         FROM DATE 'infinity'); --> 
EXTRACT(QUARTER       FROM DATE 'infinity'); --> 
EXTRACT(WEEK          FROM DATE 'infinity'); --> 
EXTRACT(DOW           FROM DATE 'infinity'); --> 
EXTRACT(ISODOW        FROM DATE 'infinity'); --> 
EXTRACT(DOY           FROM DATE 'infinity'); --> 
EXTRACT(EPOCH FROM DATE 'infinity'); --> Infinity
EXTRACT(EPOCH FROM DATE '-infinity'); --> -Infinity
EXTRACT(YEAR       FROM DATE 'infinity'); --> Infinity
EXTRACT(DECADE     FROM DATE 'infinity'); --> Infinity
EXTRACT(CENTURY    FROM DATE 'infinity'); --> Infinity
EXTRACT(MILLENNIUM FROM DATE 'infinity'); --> Infinity
EXTRACT(JULIAN     FROM DATE 'infinity'); --> Infinity -- not: EXPRESSION_CONSTANT
EXTRACT(ISOYEAR    FROM DATE 'infinity'); --> Infinity
EXTRACT(EPOCH      FROM DATE 'infinity'); --> Infinity
EXTRACT(MICROSEC  FROM DATE 'infinity'); --> error
make_date(2013, 7, 15); --> 07-15-2013 -- not: another time zone or style
make_date(-44, 3, 15); --> 03-15-0044 BC -- not: another time zone or style
make_time(8, 20, 0.0); --> 08:20:00
make_date(0, 7, 15); --> error
make_date(2013, 2, 30); --> error
make_date(2013, 13, 1); --> error
make_date(2013, 11, -1); --> error
make_date(-2147483648, 1, 1); --> error
make_time(10, 55, 100.1); --> error
make_time(24, 0, 2.1); --> error
