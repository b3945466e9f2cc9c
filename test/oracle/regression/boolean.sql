1; --> 1
true; --> t
false; --> f
bool 't'; --> t
bool '   f           '; --> f -- not: VALUE_INVALID_BOOLEAN
bool 'true'; --> t
bool 'test'; --> error
bool 'false'; --> f
bool 'foo'; --> error
bool 'y'; --> t
bool 'yes'; --> t
bool 'yeah'; --> error
bool 'n'; --> f
bool 'no'; --> f
bool 'nay'; --> error
bool 'on'; --> t
bool 'off'; --> f
bool 'of'; --> f
bool 'o'; --> error
bool 'on_'; --> error
bool 'off_'; --> error
bool '1'; --> t
bool '11'; --> error
bool '0'; --> f
bool '000'; --> error
bool ''; --> error
pg_input_is_valid('true', 'bool'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('asdf', 'bool'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
bool 't' or bool 'f'; --> t
bool 't' and bool 'f'; --> f
not bool 'f'; --> t
bool 't' = bool 'f'; --> f
bool 't' <> bool 'f'; --> t
bool 't' > bool 'f'; --> t
bool 't' >= bool 'f'; --> t
bool 'f' < bool 't'; --> t
bool 'f' <= bool 't'; --> t
'  tru e '::text::boolean; --> error
''::text::boolean; --> error
0::boolean; --> f
1::boolean; --> t
2::boolean; --> t
