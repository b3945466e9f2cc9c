text 'this is a text string' = text 'this is a text string'; --> t
text 'this is a text string' = text 'this is a text strin'; --> f
length(42); --> error
'four: '::text || 2+2; --> four: 4
'four: ' || 2+2; --> four: 4
3 || 4.0; --> error
concat('one'); --> one
concat(1,2,3,'hello',true, false, to_date('20100309','YYYYMMDD')); --> 123hellotf03-09-2010 -- not: another time zone or style
concat_ws('#','one'); --> one
concat_ws('#',1,2,3,'hello',true, false, to_date('20100309','YYYYMMDD')); --> 1#2#3#hello#t#f#03-09-2010 -- not: another time zone or style
concat_ws(',',10,20,null,30); --> 10,20,30
concat_ws('',10,20,null,30); --> 102030
concat_ws(NULL,10,20,null,30) is null; --> t
reverse('abcde'); --> edcba
quote_literal(''); --> ''
quote_literal('abc'''); --> 'abc'''
quote_literal(e'\\'); --> E'\\'
concat(variadic array[1,2,3]); --> 123 -- not: EXPRESSION_NOT_ALLOWED
concat_ws(',', variadic array[1,2,3]); --> 1,2,3 -- not: EXPRESSION_NOT_ALLOWED
concat_ws(',', variadic NULL::int[]); -->  -- not: EXPRESSION_NOT_ALLOWED
concat(variadic NULL::int[]) is NULL; --> t -- not: EXPRESSION_NOT_ALLOWED
concat(variadic '{}'::int[]) = ''; --> t -- not: EXPRESSION_NOT_ALLOWED
format(NULL); --> 
format('Hello'); --> Hello
format('Hello %s', 'World'); --> Hello World
format('Hello %%'); --> Hello %
format('Hello %%%%'); --> Hello %%
format('Hello %s %s', 'World'); --> error
format('Hello %s'); --> error
format('Hello %x', 20); --> error
format('INSERT INTO %I VALUES(%L,%L)', 'mytab', 10, 'Hello'); --> INSERT INTO mytab VALUES('10','Hello')
format('%s%s%s','Hello', NULL,'World'); --> HelloWorld
format('INSERT INTO %I VALUES(%L,%L)', 'mytab', 10, NULL); --> INSERT INTO mytab VALUES('10',NULL)
format('INSERT INTO %I VALUES(%L,%L)', 'mytab', NULL, 'Hello'); --> INSERT INTO mytab VALUES(NULL,'Hello')
format('INSERT INTO %I VALUES(%L,%L)', NULL, 10, 'Hello'); --> error
format('%1$s %3$s', 1, 2, 3); --> 1 3
format('%1$s %12$s', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12); --> 1 12
format('%1$s %4$s', 1, 2, 3); --> error
format('%1$s %13$s', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12); --> error
format('%0$s', 'Hello'); --> error
format('%*0$s', 'Hello'); --> error
format('%1$', 1); --> error
format('%1$1', 1); --> error
format('Hello %s %1$s %s', 'World', 'Hello again'); --> Hello World World Hello again
format('Hello %s %s, %2$s %2$s', 'World', 'Hello again'); --> Hello World Hello again, Hello again Hello again
format('%s, %s', variadic array['Hello','World']); --> Hello, World -- not: EXPRESSION_NOT_ALLOWED
format('%s, %s', variadic array[1, 2]); --> 1, 2 -- not: EXPRESSION_NOT_ALLOWED
format('%s, %s', variadic array[true, false]); --> t, f -- not: EXPRESSION_NOT_ALLOWED
format('%s, %s', variadic array[true, false]::text[]); --> true, false -- not: EXPRESSION_NOT_ALLOWED
format('%2$s, %1$s', variadic array['first', 'second']); --> second, first -- not: EXPRESSION_NOT_ALLOWED
format('%2$s, %1$s', variadic array[1, 2]); --> 2, 1 -- not: EXPRESSION_NOT_ALLOWED
format('Hello', variadic NULL::int[]); --> Hello -- not: EXPRESSION_NOT_ALLOWED
format('>>%10s<<', 'Hello'); --> >>     Hello<<
format('>>%10s<<', NULL); --> >>          <<
format('>>%10s<<', ''); --> >>          <<
format('>>%-10s<<', ''); --> >>          <<
format('>>%-10s<<', 'Hello'); --> >>Hello     <<
format('>>%-10s<<', NULL); --> >>          <<
format('>>%1$10s<<', 'Hello'); --> >>     Hello<<
format('>>%1$-10I<<', 'Hello'); --> >>"Hello"   <<
format('>>%2$*1$L<<', 10, 'Hello'); --> >>   'Hello'<<
format('>>%2$*1$L<<', 10, NULL); --> >>      NULL<<
format('>>%2$*1$L<<', -10, NULL); --> >>NULL      <<
format('>>%*s<<', 10, 'Hello'); --> >>     Hello<<
format('>>%*1$s<<', 10, 'Hello'); --> >>     Hello<<
format('>>%-s<<', 'Hello'); --> >>Hello<<
format('>>%10L<<', NULL); --> >>      NULL<<
format('>>%2$*1$L<<', NULL, 'Hello'); --> >>'Hello'<<
format('>>%2$*1$L<<', 0, 'Hello'); --> >>'Hello'<<
