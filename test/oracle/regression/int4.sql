pg_input_is_valid('34', 'int4'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('asdf', 'int4'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('1000000000000', 'int4'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
-2+3; --> 1
4-2; --> 2
2- -1; --> 3
2 - -2; --> 4
int2 '2' * int2 '2' = int2 '16' / int2 '4'; --> t
int4 '2' * int2 '2' = int2 '16' / int4 '4'; --> t
int2 '2' * int4 '2' = int4 '16' / int2 '4'; --> t
int4 '1000' < int4 '999'; --> f
1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1; --> 10
2 + 2 / 2; --> 3
(2 + 2) / 2; --> 2
(-1::int4<<31)::text; --> -2147483648 -- not: EXPRESSION_UNKNOWN_OPERATOR
((-1::int4<<31)+1)::text; --> -2147483647 -- not: EXPRESSION_UNKNOWN_OPERATOR
(-2147483648)::int4 * (-1)::int4; --> error
(-2147483648)::int4 / (-1)::int4; --> error
(-2147483648)::int4 % (-1)::int4; --> 0
(-2147483648)::int4 * (-1)::int2; --> error
(-2147483648)::int4 / (-1)::int2; --> error
(-2147483648)::int4 % (-1)::int2; --> 0
gcd((-2147483648)::int4, 0::int4); --> error
gcd((-2147483648)::int4, (-2147483648)::int4); --> error
lcm((-2147483648)::int4, 1::int4); --> error
lcm(2147483647::int4, 2147483646::int4); --> error
int4 '0b100101'; --> 37 -- not: VALUE_NOT_A_NUMBER
int4 '0o273'; --> 187 -- not: VALUE_NOT_A_NUMBER
int4 '0x42F'; --> 1071 -- not: VALUE_NOT_A_NUMBER
int4 '0b'; --> error
int4 '0o'; --> error
int4 '0x'; --> error
int4 '0b1111111111111111111111111111111'; --> 2147483647 -- not: VALUE_NOT_A_NUMBER
int4 '0b10000000000000000000000000000000'; --> error
int4 '0o17777777777'; --> 2147483647 -- not: VALUE_NOT_A_NUMBER
int4 '0o20000000000'; --> error
int4 '0x7FFFFFFF'; --> 2147483647 -- not: VALUE_NOT_A_NUMBER
int4 '0x80000000'; --> error
int4 '-0b10000000000000000000000000000000'; --> -2147483648 -- not: VALUE_NOT_A_NUMBER
int4 '-0b10000000000000000000000000000001'; --> error
int4 '-0o20000000000'; --> -2147483648 -- not: VALUE_NOT_A_NUMBER
int4 '-0o20000000001'; --> error
int4 '-0x80000000'; --> -2147483648 -- not: VALUE_NOT_A_NUMBER
int4 '-0x80000001'; --> error
int4 '1_000_000'; --> 1000000 -- not: VALUE_NOT_A_NUMBER
int4 '1_2_3'; --> 123 -- not: VALUE_NOT_A_NUMBER
int4 '0x1EEE_FFFF'; --> 518979583 -- not: VALUE_NOT_A_NUMBER
int4 '0o2_73'; --> 187 -- not: VALUE_NOT_A_NUMBER
int4 '0b_10_0101'; --> 37 -- not: VALUE_NOT_A_NUMBER
int4 '_100'; --> error
int4 '100_'; --> error
int4 '100__000'; --> error
