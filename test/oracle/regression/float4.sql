pg_input_is_valid('34.5', 'float4'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('xyz', 'float4'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('1e400', 'float4'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'NaN'::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'   NAN  '::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'infinity'::float4; --> Infinity -- not: VALUE_NOT_A_NUMBER
'          -INFINiTY   '::float4; --> -Infinity -- not: VALUE_NOT_A_NUMBER
'N A N'::float4; --> error
'NaN x'::float4; --> error
' INFINITY    x'::float4; --> error
'Infinity'::float4 + 100.0; --> Infinity -- not: VALUE_NOT_A_NUMBER
'Infinity'::float4 / 'Infinity'::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'42'::float4 / 'Infinity'::float4; --> 0 -- not: VALUE_NOT_A_NUMBER
'nan'::float4 / 'nan'::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::float4 / '0'::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'nan'::numeric::float4; --> NaN -- not: VALUE_NOT_A_NUMBER
'32767.4'::float4::int2; --> 32767
'32767.6'::float4::int2; --> error
'-32768.4'::float4::int2; --> -32768
'-32768.6'::float4::int2; --> error
'2147483520'::float4::int4; --> 2147483520
'2147483647'::float4::int4; --> error
'-2147483648.5'::float4::int4; --> -2147483648
'-2147483900'::float4::int4; --> error
'9223369837831520256'::float4::int8; --> 9223369837831520256
'9223372036854775807'::float4::int8; --> error
'-9223372036854775808.5'::float4::int8; --> -9223372036854775808
'-9223380000000000000'::float4::int8; --> error
float4send('5e-20'::float4); --> \x1f6c1e4a -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('67e14'::float4); --> \x59be6cea -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('985e15'::float4); --> \x5d5ab6c4 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('55895e-16'::float4); --> \x2cc4a9bd -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('7038531e-32'::float4); --> \x15ae43fd -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('702990899e-20'::float4); --> \x2cf757ca -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('3e-23'::float4); --> \x1a111234 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('57e18'::float4); --> \x6045c22c -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('789e-35'::float4); --> \x0a23de70 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('2539e-18'::float4); --> \x2736f449 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('76173e28'::float4); --> \x7616398a -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('887745e-11'::float4); --> \x3714f05c -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('5382571e-37'::float4); --> \x0d2eaca7 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('82381273e-35'::float4); --> \x128289d1 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('750486563e-38'::float4); --> \x0f18377e -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('1.17549435e-38'::float4); --> \x00800000 -- not: EXPRESSION_UNKNOWN_FUNCTION
float4send('1.1754944e-38'::float4); --> \x00800000 -- not: EXPRESSION_UNKNOWN_FUNCTION
