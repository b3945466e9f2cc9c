pg_input_is_valid('34', 'int2'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('asdf', 'int2'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('50000', 'int2'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid(' 1 3  5 ', 'int2vector'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
(-1::int2<<15)::text; --> -32768 -- not: EXPRESSION_UNKNOWN_OPERATOR
((-1::int2<<15)+1::int2)::text; --> -32767 -- not: EXPRESSION_UNKNOWN_OPERATOR
(-32768)::int2 * (-1)::int2; --> error
(-32768)::int2 / (-1)::int2; --> error
(-32768)::int2 % (-1)::int2; --> 0
int2 '0b100101'; --> 37 -- not: VALUE_NOT_A_NUMBER
int2 '0o273'; --> 187 -- not: VALUE_NOT_A_NUMBER
int2 '0x42F'; --> 1071 -- not: VALUE_NOT_A_NUMBER
int2 '0b'; --> error
int2 '0o'; --> error
int2 '0x'; --> error
int2 '0b111111111111111'; --> 32767 -- not: VALUE_NOT_A_NUMBER
int2 '0b1000000000000000'; --> error
int2 '0o77777'; --> 32767 -- not: VALUE_NOT_A_NUMBER
int2 '0o100000'; --> error
int2 '0x7FFF'; --> 32767 -- not: VALUE_NOT_A_NUMBER
int2 '0x8000'; --> error
int2 '-0b1000000000000000'; --> -32768 -- not: VALUE_NOT_A_NUMBER
int2 '-0b1000000000000001'; --> error
int2 '-0o100000'; --> -32768 -- not: VALUE_NOT_A_NUMBER
int2 '-0o100001'; --> error
int2 '-0x8000'; --> -32768 -- not: VALUE_NOT_A_NUMBER
int2 '-0x8001'; --> error
int2 '1_000'; --> 1000 -- not: VALUE_NOT_A_NUMBER
int2 '1_2_3'; --> 123 -- not: VALUE_NOT_A_NUMBER
int2 '0xE_FF'; --> 3839 -- not: VALUE_NOT_A_NUMBER
int2 '0o2_73'; --> 187 -- not: VALUE_NOT_A_NUMBER
int2 '0b_10_0101'; --> 37 -- not: VALUE_NOT_A_NUMBER
int2 '_100'; --> error
int2 '100_'; --> error
int2 '10__000'; --> error
