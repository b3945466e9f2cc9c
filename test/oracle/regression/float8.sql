'10e400'::float8; --> error
'-10e400'::float8; --> error
'10e-400'::float8; --> error
'-10e-400'::float8; --> error
float8send('2.2250738585072014E-308'::float8); --> \x0010000000000000 -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('34.5', 'float8'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('xyz', 'float8'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('1e4000', 'float8'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'NaN'::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'   NAN  '::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'infinity'::float8; --> Infinity -- not: VALUE_NOT_A_NUMBER
'          -INFINiTY   '::float8; --> -Infinity -- not: VALUE_NOT_A_NUMBER
'N A N'::float8; --> error
'NaN x'::float8; --> error
' INFINITY    x'::float8; --> error
'Infinity'::float8 + 100.0; --> Infinity -- not: VALUE_NOT_A_NUMBER
'Infinity'::float8 / 'Infinity'::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'42'::float8 / 'Infinity'::float8; --> 0 -- not: VALUE_NOT_A_NUMBER
'nan'::float8 / 'nan'::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::float8 / '0'::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::numeric::float8; --> NaN -- not: VALUE_NOT_A_NUMBER
sqrt(float8 '64'); --> 8
|/ float8 '64'; --> 8 -- not: EXPRESSION_UNKNOWN_OPERATOR
power(float8 '144', float8 '0.5'); --> 12
power(float8 'NaN', float8 '0.5'); --> NaN -- not: VALUE_NOT_A_NUMBER
power(float8 '144', float8 'NaN'); --> NaN -- not: VALUE_NOT_A_NUMBER
power(float8 'NaN', float8 'NaN'); --> NaN -- not: VALUE_NOT_A_NUMBER
power(float8 '-1', float8 'NaN'); --> NaN -- not: VALUE_NOT_A_NUMBER
power(float8 '1', float8 'NaN'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 'NaN', float8 '0'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 'inf', float8 '0'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '0'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '0', float8 'inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 '0', float8 '-inf'); --> error
power(float8 '1', float8 'inf'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '1', float8 '-inf'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '-1', float8 'inf'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '-1', float8 '-inf'); --> 1 -- not: VALUE_NOT_A_NUMBER
power(float8 '0.1', float8 'inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 '-0.1', float8 'inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 '1.1', float8 'inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '-1.1', float8 'inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '0.1', float8 '-inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '-0.1', float8 '-inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '1.1', float8 '-inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 '-1.1', float8 '-inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 'inf', float8 '-2'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 'inf', float8 '2'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 'inf', float8 'inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 'inf', float8 '-inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '-2') = '0'; --> t -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '-3'); --> -0 -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '2'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '3'); --> -Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '3.5'); --> error
power(float8 '-inf', float8 'inf'); --> Infinity -- not: VALUE_NOT_A_NUMBER
power(float8 '-inf', float8 '-inf'); --> 0 -- not: VALUE_NOT_A_NUMBER
||/ float8 '27'; --> 3 -- not: another time zone or style
0 ^ 0 + 0 ^ 1 + 0 ^ 0.0 + 0 ^ 0.5; --> 2
sinh(float8 '1'); --> 1.1752011936438 -- not: another time zone or style
cosh(float8 '1'); --> 1.54308063481524 -- not: another time zone or style
tanh(float8 '1'); --> 0.761594155955765 -- not: another time zone or style
asinh(float8 '1'); --> 0.881373587019543 -- not: EXPRESSION_UNKNOWN_FUNCTION
acosh(float8 '2'); --> 1.31695789692482 -- not: another time zone or style
atanh(float8 '0.5'); --> 0.549306144334055 -- not: another time zone or style
sinh(float8 'infinity'); --> Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
sinh(float8 '-infinity'); --> -Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
sinh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
cosh(float8 'infinity'); --> Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
cosh(float8 '-infinity'); --> Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
cosh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
tanh(float8 'infinity'); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
tanh(float8 '-infinity'); --> -1 -- not: EXPRESSION_UNKNOWN_FUNCTION
tanh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
asinh(float8 'infinity'); --> Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
asinh(float8 '-infinity'); --> -Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
asinh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
acosh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
atanh(float8 'nan'); --> NaN -- not: EXPRESSION_UNKNOWN_FUNCTION
lgamma(float8 '-infinity'); --> Infinity -- not: EXPRESSION_UNKNOWN_FUNCTION
lgamma(float8 '-1000.5'); --> -5914.4377011169 -- not: another time zone or style
lgamma(float8 '1000'); --> 5905.2204232092 -- not: another time zone or style
'32767.4'::float8::int2; --> 32767
'32767.6'::float8::int2; --> error
'-32768.4'::float8::int2; --> -32768
'-32768.6'::float8::int2; --> error
'2147483647.4'::float8::int4; --> 2147483647
'2147483647.6'::float8::int4; --> error
'-2147483648.4'::float8::int4; --> -2147483648
'-2147483648.6'::float8::int4; --> error
'9223372036854773760'::float8::int8; --> 9223372036854773760
'9223372036854775807'::float8::int8; --> error
'-9223372036854775808.5'::float8::int8; --> -9223372036854775808
'-9223372036854780000'::float8::int8; --> error
