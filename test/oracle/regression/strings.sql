U&'a\\b'; --> a\b
U&' \' UESCAPE '!'; --> \
E'd\u0061t\U00000061'; --> data
E'a\\b'; --> a\b
U&' \' UESCAPE '!'; --> error -- not: another time zone or style
E'\\xDeAdBeEf'::bytea; --> \xdeadbeef
E'\\x De Ad Be Ef '::bytea; --> \xdeadbeef
E'\\xDeAdBeE'::bytea; --> error
E'\\xDeAdBeEx'::bytea; --> error
E'\\xDe00BeEf'::bytea; --> \xde00beef
E'DeAdBeEf'::bytea; --> \x4465416442654566 -- not: VALUE_INVALID_BYTES
E'De\\000dBeEf'::bytea; --> \x4465006442654566 -- not: VALUE_INVALID_BYTES
E'De\123dBeEf'::bytea; --> \x4465536442654566 -- not: VALUE_INVALID_BYTES
E'De\\123dBeEf'::bytea; --> \x4465536442654566 -- not: VALUE_INVALID_BYTES
E'De\\678dBeEf'::bytea; --> error
reverse(''::bytea); --> \x -- not: VALUE_INVALID_BYTES
reverse('\xaa'::bytea); --> \xaa
reverse('\xabcd'::bytea); --> \xcdab
E'\\xDeAdBeEf'::bytea; --> \336\255\276\357 -- not: another time zone or style
E'\\x De Ad Be Ef '::bytea; --> \336\255\276\357 -- not: another time zone or style
E'\\xDe00BeEf'::bytea; --> \336\000\276\357 -- not: another time zone or style
E'DeAdBeEf'::bytea; --> DeAdBeEf -- not: another time zone or style
E'De\\000dBeEf'::bytea; --> De\000dBeEf -- not: another time zone or style
E'De\\123dBeEf'::bytea; --> DeSdBeEf -- not: another time zone or style
pg_input_is_valid(E'\\xDeAdBeE', 'bytea'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
CAST(name 'namefield' AS text); --> namefield -- not: EXPRESSION_UNKNOWN_TYPE
CAST(name 'namefield' AS char(10)); --> namefield -- not: EXPRESSION_UNKNOWN_TYPE
CAST(name 'namefield' AS varchar); --> namefield -- not: EXPRESSION_UNKNOWN_TYPE
TRIM(BOTH FROM '  bunch o blanks  ') = 'bunch o blanks'; --> t
TRIM(LEADING FROM '  bunch o blanks  ') = 'bunch o blanks  '; --> t
TRIM(TRAILING FROM '  bunch o blanks  ') = '  bunch o blanks'; --> t
TRIM(BOTH 'x' FROM 'xxxxxsome Xsxxxxx') = 'some Xs'; --> t
SUBSTRING('1234567890' FROM 3) = '34567890'; --> t
SUBSTRING('1234567890' FROM 4 FOR 3) = '456'; --> t
SUBSTRING('string' FROM 2 FOR 2147483646); --> tring
SUBSTRING('string' FROM -10 FOR 2147483646); --> string
SUBSTRING('string' FROM -10 FOR -2147483646); --> error
SUBSTRING('abcdefg' SIMILAR 'a#"(b_d)#"%' ESCAPE '#'); --> bcd
SUBSTRING('abcdefg' FROM 'a#"(b_d)#"%' FOR '#'); --> bcd
SUBSTRING('abcdefg' SIMILAR '#"(b_d)#"%' ESCAPE '#') IS NULL; --> t
SUBSTRING('abcdefg' SIMILAR '%' ESCAPE NULL) IS NULL; --> t
SUBSTRING(NULL SIMILAR '%' ESCAPE '#') IS NULL; --> t
SUBSTRING('abcdefg' SIMILAR NULL ESCAPE '#') IS NULL; --> t
SUBSTRING('abcdefg' SIMILAR 'a#"%#"g' ESCAPE '#'); --> bcdef
SUBSTRING('abcdefg' SIMILAR 'a*#"%#"g*' ESCAPE '#'); --> abcdefg
SUBSTRING('abcdefg' SIMILAR 'a|b#"%#"g' ESCAPE '#'); --> bcdef
SUBSTRING('abcdefg' SIMILAR 'a#"%#"x|g' ESCAPE '#'); --> bcdef
SUBSTRING('abcdefg' SIMILAR 'a#"%|ab#"g' ESCAPE '#'); --> bcdef
SUBSTRING('abcdefg' SIMILAR 'a*#"%#"g*#"x' ESCAPE '#'); --> error
SUBSTRING('abcdefg' SIMILAR 'a#"%g' ESCAPE '#'); --> bcdefg
SUBSTRING('abcdefg' SIMILAR 'a%g' ESCAPE '#'); --> abcdefg
SUBSTRING('abcdefg' FROM 'c.e'); --> cde
SUBSTRING('abcdefg' FROM 'b(.*)f'); --> cde
SUBSTRING('foo' FROM 'foo(bar)?') IS NULL; --> t
'abcdefg' SIMILAR TO '_bcd%'; --> t
'abcdefg' SIMILAR TO 'bcd%'; --> f
'abcdefg' SIMILAR TO '_bcd#%' ESCAPE '#'; --> f
'abcd%' SIMILAR TO '_bcd#%' ESCAPE '#'; --> t
'abcdefg' SIMILAR TO '_bcd\%'; --> f
'abcd\efg' SIMILAR TO '_bcd\%' ESCAPE ''; --> t
'abcdefg' SIMILAR TO '_bcd%' ESCAPE NULL; --> 
'abcdefg' SIMILAR TO '_bcd#%' ESCAPE '##'; --> error
regexp_replace('1112223333', E'(\\d{3})(\\d{3})(\\d{4})', E'(\\1) \\2-\\3'); --> (111) 222-3333
regexp_replace('foobarrbazz', E'(.)\\1', E'X\\&Y', 'g'); --> fXooYbaXrrYbaXzzY -- not: EXPRESSION_CONSTANT
regexp_replace('foobarrbazz', E'(.)\\1', E'X\\\\Y', 'g'); --> fX\YbaX\YbaX\Y -- not: EXPRESSION_CONSTANT
regexp_replace('foobarrbazz', E'(.)\\1', E'X\\Y\\1Z\\'); --> fX\YoZ\barrbazz -- not: EXPRESSION_CONSTANT
regexp_replace('AAA   BBB   CCC   ', E'\\s+', ' ', 'g'); --> AAA BBB CCC
regexp_replace('AAA', '^|$', 'Z', 'g'); --> ZAAAZ
regexp_replace('AAA aaa', 'A+', 'Z', 'gi'); --> Z Z
regexp_replace('AAA aaa', 'A+', 'Z', 'z'); --> error
regexp_replace('A PostgreSQL function', 'A|e|i|o|u', 'X', 1); --> X PostgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'A|e|i|o|u', 'X', 1, 2); --> A PXstgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 0, 'i'); --> X PXstgrXSQL fXnctXXn -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 1, 'i'); --> X PostgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 2, 'i'); --> A PXstgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 3, 'i'); --> A PostgrXSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 9, 'i'); --> A PostgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'A|e|i|o|u', 'X', 7, 0, 'i'); --> A PostgrXSQL fXnctXXn -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 1, 'g'); --> A PXstgreSQL function -- not: EXPRESSION_OPERANDS
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', -1, 0, 'i'); --> error
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, -1, 'i'); --> error
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', '1'); --> error
regexp_count('123123123123123', '(12)3'); --> 5
regexp_count('123123123123', '123', 1); --> 4
regexp_count('123123123123', '123', 3); --> 3
regexp_count('123123123123', '123', 33); --> 0
regexp_count('ABCABCABCABC', 'Abc', 1, ''); --> 0
regexp_count('ABCABCABCABC', 'Abc', 1, 'i'); --> 4
regexp_count('123123123123', '123', 0); --> error
regexp_count('123123123123', '123', -3); --> error
regexp_like('Steven', '^Ste(v|ph)en$'); --> t
regexp_like('a'||CHR(10)||'d', 'a.d', 'n'); --> f -- not: EXPRESSION_CONSTANT
regexp_like('a'||CHR(10)||'d', 'a.d', 's'); --> t -- not: EXPRESSION_CONSTANT
regexp_like('abc', ' a . c ', 'x'); --> t -- not: EXPRESSION_CONSTANT
regexp_like('abc', 'a.c', 'g'); --> error
regexp_instr('abcdefghi', 'd.f'); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcdefghi', 'd.q'); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcabcabc', 'a.c'); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcabcabc', 'a.c', 2); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcabcabc', 'a.c', 1, 3); --> 7 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcabcabc', 'a.c', 1, 4); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('abcabcabc', 'A.C', 1, 2, 0, 'i'); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 0); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 1); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 2); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 3); --> 5 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 4); --> 7 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 5); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 0); --> 9 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 1); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 2); --> 9 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 3); --> 7 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 4); --> 9 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('1234567890', '(123)(4(56)(78))', 1, 1, 1, 'i', 5); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_instr('foo', 'foo(bar)?', 1, 1, 0, '', 1); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
regexp_substr('abcdefghi', 'd.f'); --> def
regexp_substr('abcdefghi', 'd.q') IS NULL; --> t
regexp_substr('abcabcabc', 'a.c'); --> abc
regexp_substr('abcabcabc', 'a.c', 2); --> abc
regexp_substr('abcabcabc', 'a.c', 1, 3); --> abc
regexp_substr('abcabcabc', 'a.c', 1, 4) IS NULL; --> t
regexp_substr('abcabcabc', 'A.C', 1, 2, 'i'); --> abc -- not: EXPRESSION_OPERANDS
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 0); --> 12345678
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 1); --> 123
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 2); --> 45678
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 3); --> 56
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 4); --> 78
regexp_substr('1234567890', '(123)(4(56)(78))', 1, 1, 'i', 5) IS NULL; --> t
regexp_substr('foo', 'foo(bar)?', 1, 1, '', 1) IS NULL; --> t
regexp_substr('abcabcabc', 'a.c', 0, 1); --> error
regexp_substr('abcabcabc', 'a.c', 1, 0); --> error
regexp_substr('abcabcabc', 'a.c', 1, 1, 'g'); --> error
regexp_substr('abcabcabc', 'a.c', 1, 1, '', -1); --> error
regexp_matches('foobarbequebaz', $re$(bar)(beque)$re$); --> {bar,beque} -- not: another time zone or style
regexp_matches('foObARbEqUEbAz', $re$(bar)(beque)$re$, 'i'); --> {bAR,bEqUE} -- not: another time zone or style
regexp_matches('foobarbequebaz', $re$(bar)(.*)(beque)$re$); --> {bar,"",beque} -- not: another time zone or style
regexp_matches('foobarbequebaz', $re$(bar)(.+)?(beque)$re$); --> {bar,NULL,beque} -- not: another time zone or style
regexp_matches('foobarbequebaz', $re$barbeque$re$); --> {barbeque} -- not: another time zone or style
regexp_split_to_array('the quick brown fox jumps over the lazy dog', $re$\s+$re$); --> {the,quick,brown,fox,jumps,over,the,lazy,dog}
regexp_split_to_array('the quick brown fox jumps over the lazy dog', $re$\s*$re$); --> {t,h,e,q,u,i,c,k,b,r,o,w,n,f,o,x,j,u,m,p,s,o,v,e,r,t,h,e,l,a,z,y,d,o,g}
regexp_split_to_array('the quick brown fox jumps over the lazy dog', ''); --> {t,h,e," ",q,u,i,c,k," ",b,r,o,w,n," ",f,o,x," ",j,u,m,p,s," ",o,v,e,r," ",t,h,e," ",l,a,z,y," ",d,o,g}
regexp_split_to_array('thE QUick bROWn FOx jUMPs ovEr The lazy dOG', 'e', 'i'); --> {th," QUick bROWn FOx jUMPs ov","r Th"," lazy dOG"}
regexp_split_to_array('the quick brown fox jumps over the lazy dog', 'nomatch'); --> {"the quick brown fox jumps over the lazy dog"}
regexp_split_to_array('123456','1'); --> {"",23456}
regexp_split_to_array('123456','6'); --> {12345,""}
regexp_split_to_array('123456','.'); --> {"","","","","","",""}
regexp_split_to_array('123456',''); --> {1,2,3,4,5,6}
regexp_split_to_array('123456','(?:)'); --> {1,2,3,4,5,6}
regexp_split_to_array('1',''); --> {1}
regexp_split_to_array('thE QUick bROWn FOx jUMPs ovEr The lazy dOG', 'e', 'iz'); --> error
regexp_split_to_array('thE QUick bROWn FOx jUMPs ovEr The lazy dOG', 'e', 'g'); --> error
POSITION('4' IN '1234567890') = '4'; --> t
POSITION('5' IN '1234567890') = '5'; --> t
POSITION('\x11'::bytea IN ''::bytea) = 0; --> t -- not: VALUE_INVALID_BYTES
POSITION('\x33'::bytea IN '\x1122'::bytea) = 0; --> t
POSITION(''::bytea IN '\x1122'::bytea) = 1; --> t -- not: VALUE_INVALID_BYTES
POSITION('\x22'::bytea IN '\x1122'::bytea) = 2; --> t
POSITION('\x5678'::bytea IN '\x1234567890'::bytea) = 3; --> t
OVERLAY('abcdef' PLACING '45' FROM 4); --> abc45f
OVERLAY('yabadoo' PLACING 'daba' FROM 5); --> yabadaba
OVERLAY('yabadoo' PLACING 'daba' FROM 5 FOR 0); --> yabadabadoo
OVERLAY('babosa' PLACING 'ubb' FROM 2 FOR 4); --> bubba
'hawkeye' LIKE 'h%'; --> t
'hawkeye' NOT LIKE 'h%'; --> f
'hawkeye' LIKE 'H%'; --> f
'hawkeye' NOT LIKE 'H%'; --> t
'hawkeye' LIKE 'indio%'; --> f
'hawkeye' NOT LIKE 'indio%'; --> t
'hawkeye' LIKE 'h%eye'; --> t
'hawkeye' NOT LIKE 'h%eye'; --> f
'indio' LIKE '_ndio'; --> t
'indio' NOT LIKE '_ndio'; --> f
'indio' LIKE 'in__o'; --> t
'indio' NOT LIKE 'in__o'; --> f
'indio' LIKE 'in_o'; --> f
'indio' NOT LIKE 'in_o'; --> t
'abc'::name LIKE '_b_'; --> t -- not: EXPRESSION_UNKNOWN_TYPE
'abc'::name NOT LIKE '_b_'; --> f -- not: EXPRESSION_UNKNOWN_TYPE
'abc'::bytea LIKE '_b_'::bytea; --> t -- not: EXPRESSION_OPERANDS
'abc'::bytea NOT LIKE '_b_'::bytea; --> f -- not: EXPRESSION_OPERANDS
'hawkeye' LIKE 'h%' ESCAPE '#'; --> t
'hawkeye' NOT LIKE 'h%' ESCAPE '#'; --> f
'indio' LIKE 'ind_o' ESCAPE '$'; --> t
'indio' NOT LIKE 'ind_o' ESCAPE '$'; --> f
'h%' LIKE 'h#%' ESCAPE '#'; --> t
'h%' NOT LIKE 'h#%' ESCAPE '#'; --> f
'h%wkeye' LIKE 'h#%' ESCAPE '#'; --> f
'h%wkeye' NOT LIKE 'h#%' ESCAPE '#'; --> t
'h%wkeye' LIKE 'h#%%' ESCAPE '#'; --> t
'h%wkeye' NOT LIKE 'h#%%' ESCAPE '#'; --> f
'h%awkeye' LIKE 'h#%a%k%e' ESCAPE '#'; --> t
'h%awkeye' NOT LIKE 'h#%a%k%e' ESCAPE '#'; --> f
'indio' LIKE '_ndio' ESCAPE '$'; --> t
'indio' NOT LIKE '_ndio' ESCAPE '$'; --> f
'i_dio' LIKE 'i$_d_o' ESCAPE '$'; --> t
'i_dio' NOT LIKE 'i$_d_o' ESCAPE '$'; --> f
'i_dio' LIKE 'i$_nd_o' ESCAPE '$'; --> f
'i_dio' NOT LIKE 'i$_nd_o' ESCAPE '$'; --> t
'i_dio' LIKE 'i$_d%o' ESCAPE '$'; --> t
'i_dio' NOT LIKE 'i$_d%o' ESCAPE '$'; --> f
'a_c'::bytea LIKE 'a$__'::bytea ESCAPE '$'::bytea; --> t -- not: EXPRESSION_OPERANDS
'a_c'::bytea NOT LIKE 'a$__'::bytea ESCAPE '$'::bytea; --> f -- not: EXPRESSION_OPERANDS
'maca' LIKE 'm%aca' ESCAPE '%'; --> t
'maca' NOT LIKE 'm%aca' ESCAPE '%'; --> f
'ma%a' LIKE 'm%a%%a' ESCAPE '%'; --> t
'ma%a' NOT LIKE 'm%a%%a' ESCAPE '%'; --> f
'bear' LIKE 'b_ear' ESCAPE '_'; --> t
'bear' NOT LIKE 'b_ear' ESCAPE '_'; --> f
'be_r' LIKE 'b_e__r' ESCAPE '_'; --> t
'be_r' NOT LIKE 'b_e__r' ESCAPE '_'; --> f
'be_r' LIKE '__e__r' ESCAPE '_'; --> f
'be_r' NOT LIKE '__e__r' ESCAPE '_'; --> t
'hawkeye' ILIKE 'h%'; --> t
'hawkeye' NOT ILIKE 'h%'; --> f
'hawkeye' ILIKE 'H%'; --> t
'hawkeye' NOT ILIKE 'H%'; --> f
'hawkeye' ILIKE 'H%Eye'; --> t
'hawkeye' NOT ILIKE 'H%Eye'; --> f
'Hawkeye' ILIKE 'h%'; --> t
'Hawkeye' NOT ILIKE 'h%'; --> f
'ABC'::name ILIKE '_b_'; --> t -- not: EXPRESSION_UNKNOWN_TYPE
'ABC'::name NOT ILIKE '_b_'; --> f -- not: EXPRESSION_UNKNOWN_TYPE
'jack' LIKE '%____%'; --> t
'unknown' || ' and unknown'; --> unknown and unknown
text 'text' || ' and unknown'; --> text and unknown
char(20) 'characters' || ' and text'; --> characters and text
text 'text' || char(20) ' and characters'; --> text and characters
text 'text' || varchar ' and varchar'; --> text and varchar
length('abcdef'); --> 6
strpos('abcdef', 'cd'); --> 3
strpos('abcdef', 'xy'); --> 0
strpos('abcdef', ''); --> 1
strpos('', 'xy'); --> 0
strpos('', ''); --> 1
replace('abcdef', 'de', '45'); --> abc45f
replace('yabadabadoo', 'ba', '123'); --> ya123da123doo
replace('yabadoo', 'bad', ''); --> yaoo
split_part('','@',1); --> 
split_part('','@',-1); --> 
split_part('joeuser@mydatabase','',1); --> joeuser@mydatabase
split_part('joeuser@mydatabase','',2); --> 
split_part('joeuser@mydatabase','',-1); --> joeuser@mydatabase
split_part('joeuser@mydatabase','',-2); --> 
split_part('joeuser@mydatabase','@',0); --> error
split_part('joeuser@mydatabase','@@',1); --> joeuser@mydatabase
split_part('joeuser@mydatabase','@@',2); --> 
split_part('joeuser@mydatabase','@',1); --> joeuser
split_part('joeuser@mydatabase','@',2); --> mydatabase
split_part('joeuser@mydatabase','@',3); --> 
split_part('@joeuser@mydatabase@','@',2); --> joeuser
split_part('joeuser@mydatabase','@',-1); --> mydatabase
split_part('joeuser@mydatabase','@',-2); --> joeuser
split_part('joeuser@mydatabase','@',-3); --> 
split_part('@joeuser@mydatabase@','@',-2); --> mydatabase
to_bin(-1234); --> 11111111111111111111101100101110
to_bin(-1234::bigint); --> 1111111111111111111111111111111111111111111111111111101100101110
to_bin(256*256*256 - 1); --> 111111111111111111111111
to_bin(256::bigint*256::bigint*256::bigint*256::bigint - 1); --> 11111111111111111111111111111111
to_oct(-1234); --> 37777775456
to_oct(-1234::bigint); --> 1777777777777777775456
to_oct(256*256*256 - 1); --> 77777777
to_oct(256::bigint*256::bigint*256::bigint*256::bigint - 1); --> 37777777777
to_hex(-1234); --> fffffb2e
to_hex(-1234::bigint); --> fffffffffffffb2e
to_hex(256*256*256 - 1); --> ffffff
to_hex(256::bigint*256::bigint*256::bigint*256::bigint - 1); --> ffffffff
sha224(''); --> \xd14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f -- not: EXPRESSION_LITERAL
sha224('The quick brown fox jumps over the lazy dog.'); --> \x619cba8e8e05826e9b8c519c0a5c68f4fb653e8a3d8aa04bb2c8cd4c -- not: EXPRESSION_LITERAL
sha256(''); --> \xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 -- not: EXPRESSION_LITERAL
sha256('The quick brown fox jumps over the lazy dog.'); --> \xef537f25c895bfa782526529a9b63d97aa631564d5d789c2b765448c8635fb6c -- not: EXPRESSION_LITERAL
sha384(''); --> \x38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b -- not: EXPRESSION_LITERAL
sha384('The quick brown fox jumps over the lazy dog.'); --> \xed892481d8272ca6df370bf706e4d7bc1b5739fa2177aae6c50e946678718fc67a7af2819a021c2fc34e91bdb63409d7 -- not: EXPRESSION_LITERAL
sha512(''); --> \xcf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e -- not: EXPRESSION_LITERAL
sha512('The quick brown fox jumps over the lazy dog.'); --> \x91ea1245f20d46ae9a037a989f54f1f790f0a47607eeb8a14d12890cea77a1bbc6c7ed9cf205e67b7f2b8fd4c7dfd3a7a8617e45f3c463d481c7e586c39ac1ed -- not: EXPRESSION_LITERAL
crc32(''); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32('The quick brown fox jumps over the lazy dog.'); --> 1368401385 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c(''); --> 0 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c('The quick brown fox jumps over the lazy dog.'); --> 419469235 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c(repeat('A', 127)::bytea); --> 291820082 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c(repeat('A', 128)::bytea); --> 816091258 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c(repeat('A', 129)::bytea); --> 4213642571 -- not: EXPRESSION_UNKNOWN_FUNCTION
crc32c(repeat('A', 800)::bytea); --> 3134039419 -- not: EXPRESSION_UNKNOWN_FUNCTION
encode('\x1234567890abcdef00', 'hex'); --> 1234567890abcdef00
decode('1234567890abcdef00', 'hex'); --> \x1234567890abcdef00
decode(encode(('\x' || repeat('1234567890abcdef0001', 7))::bytea, 'base64'), 'base64'); --> \x1234567890abcdef00011234567890abcdef00011234567890abcdef00011234567890abcdef00011234567890abcdef00011234567890abcdef00011234567890abcdef0001
encode('\x1234567890abcdef00', 'escape'); --> \x124Vx\220\253\315\357\000 -- not: another time zone or style
decode(encode('\x1234567890abcdef00', 'escape'), 'escape'); --> \x1234567890abcdef00
get_bit('\x1234567890abcdef00'::bytea, 43); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
set_bit('\x1234567890abcdef00'::bytea, 43, 0); --> \x1234567890a3cdef00 -- not: EXPRESSION_UNKNOWN_FUNCTION
get_byte('\x1234567890abcdef00'::bytea, 3); --> 120
get_byte('\x1234567890abcdef00'::bytea, 99); --> error
set_byte('\x1234567890abcdef00'::bytea, 7, 11); --> \x1234567890abcd0b00
set_byte('\x1234567890abcdef00'::bytea, 99, 11); --> error
''::bytea::int2; --> 0 -- not: EXPRESSION_NO_CAST
'\x12'::bytea::int2; --> 18 -- not: EXPRESSION_NO_CAST
'\x1234'::bytea::int2; --> 4660 -- not: EXPRESSION_NO_CAST
''::bytea::int4; --> 0 -- not: EXPRESSION_NO_CAST
'\x12'::bytea::int4; --> 18 -- not: EXPRESSION_NO_CAST
'\x12345678'::bytea::int4; --> 305419896 -- not: EXPRESSION_NO_CAST
''::bytea::int8; --> 0 -- not: EXPRESSION_NO_CAST
'\x12'::bytea::int8; --> 18 -- not: EXPRESSION_NO_CAST
'\x1122334455667788'::bytea::int8; --> 1234605616436508552 -- not: EXPRESSION_NO_CAST
initcap('hi THOMAS'); --> Hi Thomas
lpad('hi', 5, 'xy'); --> xyxhi
lpad('hi', 5); --> hi
lpad('hi', -5, 'xy'); --> 
lpad('hello', 2); --> he
lpad('hi', 5, ''); --> hi
rpad('hi', 5, 'xy'); --> hixyx
rpad('hi', 5); --> hi
rpad('hi', -5, 'xy'); --> 
rpad('hello', 2); --> he
rpad('hi', 5, ''); --> hi
ltrim('zzzytrim', 'xyz'); --> trim
translate('', '14', 'ax'); --> 
translate('12345', '14', 'ax'); --> a23x5
translate('12345', '134', 'a'); --> a25
ascii('x'); --> 120
ascii(''); --> 0
chr(65); --> A
chr(0); --> error
repeat('Pg', 4); --> PgPgPgPg
repeat('Pg', -4); --> 
SUBSTRING('1234567890'::bytea FROM 4 FOR 3); --> 456 -- not: another time zone or style
SUBSTRING('string'::bytea FROM 2 FOR 2147483646); --> tring -- not: another time zone or style
SUBSTRING('string'::bytea FROM -10 FOR 2147483646); --> string -- not: another time zone or style
SUBSTRING('string'::bytea FROM -10 FOR -2147483646); --> error
trim(E'\\000'::bytea from E'\\000Tom\\000'::bytea); --> Tom -- not: another time zone or style
trim(leading E'\\000'::bytea from E'\\000Tom\\000'::bytea); --> Tom\000 -- not: another time zone or style
trim(trailing E'\\000'::bytea from E'\\000Tom\\000'::bytea); --> \000Tom -- not: another time zone or style
btrim(E'\\000trim\\000'::bytea, E'\\000'::bytea); --> trim -- not: another time zone or style
btrim(''::bytea, E'\\000'::bytea); -->  -- not: another time zone or style
btrim(E'\\000trim\\000'::bytea, ''::bytea); --> \000trim\000 -- not: another time zone or style
encode(overlay(E'Th\\000omas'::bytea placing E'Th\\001omas'::bytea from 2),'escape'); --> TTh\x01omas -- not: another time zone or style
encode(overlay(E'Th\\000omas'::bytea placing E'\\002\\003'::bytea from 8),'escape'); --> Th\000omas\x02\x03 -- not: another time zone or style
encode(overlay(E'Th\\000omas'::bytea placing E'\\002\\003'::bytea from 5 for 3),'escape'); --> Th\000o\x02\x03 -- not: another time zone or style
bit_count('\x1234567890'::bytea); --> 15 -- not: EXPRESSION_UNKNOWN_FUNCTION
unistr('\0064at\+0000610'); --> data0 -- not: EXPRESSION_UNKNOWN_FUNCTION
unistr('d\u0061t\U000000610'); --> data0 -- not: EXPRESSION_UNKNOWN_FUNCTION
unistr('a\\b'); --> a\b -- not: EXPRESSION_UNKNOWN_FUNCTION
