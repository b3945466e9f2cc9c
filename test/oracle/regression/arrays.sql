pg_input_is_valid('{1,2,3}', 'integer[]'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('{1,2', 'integer[]'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('{1,zed}', 'integer[]'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'{{1,2,3},{4,5,6},{7,8,9}}'::int[]; --> {{1,2,3},{4,5,6},{7,8,9}} -- not: EXPRESSION_LITERAL
('{{1,2,3},{4,5,6},{7,8,9}}'::int[])[1:2][2]; --> {{1,2},{4,5}} -- not: EXPRESSION_LITERAL
'[0:2][0:2]={{1,2,3},{4,5,6},{7,8,9}}'::int[]; --> [0:2][0:2]={{1,2,3},{4,5,6},{7,8,9}} -- not: EXPRESSION_LITERAL
('[0:2][0:2]={{1,2,3},{4,5,6},{7,8,9}}'::int[])[1:2][2]; --> {{5,6},{8,9}} -- not: EXPRESSION_LITERAL
('{}'::int[])[1][2][3][4][5][6][7]; --> error
('{{{1},{2},{3}},{{4},{5},{6}}}'::int[])[1][NULL][1]; -->  -- not: EXPRESSION_LITERAL
('{{{1},{2},{3}},{{4},{5},{6}}}'::int[])[1][NULL:1][1]; -->  -- not: EXPRESSION_LITERAL
('{{{1},{2},{3}},{{4},{5},{6}}}'::int[])[1][1:NULL][1]; -->  -- not: EXPRESSION_LITERAL
ARRAY[[[[[['hello'],['world']]]]]]; --> {{{{{{hello},{world}}}}}} -- not: EXPRESSION_NOT_ALLOWED
ARRAY[ARRAY['hello'],ARRAY['world']]; --> {{hello},{world}} -- not: EXPRESSION_NOT_ALLOWED
ARRAY(select f2 from arrtest_f order by f2); --> {1.15,1.15,1.18,1.21,1.24,1.26,1.26,1.3,1.32} -- not: another time zone or style
'{1,null,3}'::int[]; --> {1,NULL,3}
ARRAY[1,NULL,3]; --> {1,NULL,3}
array_append(array[42], 6); --> {42,6}
array_prepend(6, array[42]); --> {6,42}
array_cat(ARRAY[1,2], ARRAY[3,4]); --> {1,2,3,4}
array_cat(ARRAY[1,2], ARRAY[[3,4],[5,6]]); --> {{1,2},{3,4},{5,6}} -- not: EXPRESSION_NOT_ALLOWED
array_cat(ARRAY[[3,4],[5,6]], ARRAY[1,2]); --> {{3,4},{5,6},{1,2}} -- not: EXPRESSION_NOT_ALLOWED
array_position(ARRAY[1,2,3,4,5], 4); --> 4
array_position(ARRAY[5,3,4,2,1], 4); --> 3
array_position(ARRAY['sun','mon','tue','wed','thu','fri','sat'], 'mon'); --> 2
array_position(ARRAY['sun','mon','tue','wed','thu','fri','sat'], 'sat'); --> 7
array_position(ARRAY['sun','mon','tue','wed','thu','fri','sat'], NULL); --> 
array_position(ARRAY['sun','mon','tue','wed','thu',NULL,'fri','sat'], NULL); --> 6
array_position(ARRAY['sun','mon','tue','wed','thu',NULL,'fri','sat'], 'sat'); --> 8
array_positions(NULL, 10); -->  -- not: EXPRESSION_OPERANDS
array_positions(NULL, NULL::int); -->  -- not: EXPRESSION_OPERANDS
array_positions(ARRAY[1,2,3,4,5,6,1,2,3,4,5,6], 4); --> {4,10}
array_positions(ARRAY[1,2,3,4,5,6,1,2,3,4,5,6], NULL); --> {}
array_positions(ARRAY[1,2,3,NULL,5,6,1,2,3,NULL,5,6], NULL); --> {4,10}
array_length(array_positions(ARRAY(SELECT 'AAAAAAAAAAAAAAAAAAAAAAAAA'::text || i % 10 FROM generate_series(1,100) g(i)), 'AAAAAAAAAAAAAAAAAAAAAAAAA5'), 1); --> 10 -- not: EXPRESSION_NOT_ALLOWED
array_position('[2:4]={1,2,3}'::int[], 1); --> 2 -- not: EXPRESSION_LITERAL
array_positions('[2:4]={1,2,3}'::int[], 1); --> {2} -- not: EXPRESSION_LITERAL
NOT ARRAY[1.1,1.2,1.3] = ARRAY[1.1,1.2,1.3]; --> f
ARRAY[1,2] || 3; --> {1,2,3}
0 || ARRAY[1,2]; --> {0,1,2}
ARRAY[1,2] || ARRAY[3,4]; --> {1,2,3,4}
ARRAY[[['hello','world']]] || ARRAY[[['happy','birthday']]]; --> {{{hello,world}},{{happy,birthday}}} -- not: EXPRESSION_NOT_ALLOWED
ARRAY[[1,2],[3,4]] || ARRAY[5,6]; --> {{1,2},{3,4},{5,6}} -- not: EXPRESSION_NOT_ALLOWED
ARRAY[0,0] || ARRAY[1,1] || ARRAY[2,2]; --> {0,0,1,1,2,2}
0 || ARRAY[1,2] || 3; --> {0,1,2,3}
ARRAY[1.1] || ARRAY[2,3,4]; --> {1.1,2,3,4} -- not: EXPRESSION_OPERANDS
ARRAY[1,2,3]::text[]::int[]::float8[]; --> {1,2,3} -- not: EXPRESSION_NO_CAST
pg_typeof(ARRAY[1,2,3]::text[]::int[]::float8[]); --> double precision[] -- not: EXPRESSION_NO_CAST
ARRAY[['a','bc'],['def','hijk']]::text[]::varchar[]; --> {{a,bc},{def,hijk}} -- not: EXPRESSION_NOT_ALLOWED
pg_typeof(ARRAY[['a','bc'],['def','hijk']]::text[]::varchar[]); --> character varying[] -- not: EXPRESSION_NOT_ALLOWED
CAST(ARRAY[[[[[['a','bb','ccc']]]]]] as text[]); --> {{{{{{a,bb,ccc}}}}}} -- not: EXPRESSION_NOT_ALLOWED
NULL::text[]::int[]; -->  -- not: EXPRESSION_NO_CAST
33 = any ('{1,2,3}'); --> f
33 = any ('{1,2,33}'); --> t
33 = all ('{1,2,33}'); --> f
33 >= all ('{1,2,33}'); --> t
null::int >= all ('{1,2,33}'); --> 
null::int >= all ('{}'); --> t
null::int >= any ('{}'); --> f
33.4 = any (array[1,2,3]); --> f
33.4 > all (array[1,2,3]); --> t
33 * any ('{1,2,3}'); --> error
33 * any (44); --> error
33 = any (null::int[]); --> 
null::int = any ('{1,2,3}'); --> 
33 = any ('{1,null,3}'); --> 
33 = any ('{1,null,33}'); --> t
33 = all (null::int[]); --> 
null::int = all ('{1,2,3}'); --> 
33 = all ('{1,null,3}'); --> f
33 = all ('{33,null,33}'); --> 
-1 != ALL(ARRAY(SELECT NULLIF(g.i, 900) FROM generate_series(1,1000) g(i))); -->  -- not: EXPRESSION_NOT_ALLOWED
'foo' like any (array['%a', '%o']); --> t
'foo' like any (array['%a', '%b']); --> f
'foo' like all (array['f%', '%o']); --> t
'foo' like all (array['f%', '%b']); --> f
'foo' not like any (array['%a', '%b']); --> t
'foo' not like all (array['%a', '%o']); --> f
'foo' ilike any (array['%A', '%O']); --> t
'foo' ilike all (array['F%', '%O']); --> t
'{{1,{2}},{2,3}}'::text[]; --> error
E'{{1,2},\\{2,3}}'::text[]; --> error
'{"a"b}'::text[]; --> error
'{a"b"}'::text[]; --> error
'{"a""b"}'::text[]; --> error
'{{"1 2" x},{3}}'::text[]; --> error
'{{"1 2"} x,{3}}'::text[]; --> error
'{}}'::text[]; --> error
'{ }}'::text[]; --> error
'}{'::text[]; --> error
'{foo{}}'::text[]; --> error
'{"foo"{}}'::text[]; --> error
'{foo,,bar}'::text[]; --> error
'{{1},{{2}}}'::text[]; --> error
'{{{1}},{2}}'::text[]; --> error
'{{},{{}}}'::text[]; --> error
'{{{}},{}}'::text[]; --> error
'{{1},{}}'::text[]; --> error
'{{},{1}}'::text[]; --> error
'[1:0]={}'::int[]; --> error
'[2147483646:2147483647]={1,2}'::int[]; --> error
'[1:-1]={}'::int[]; --> error
'[2]={1}'::int[]; --> error
'[1:]={1}'::int[]; --> error
'[:1]={1}'::int[]; --> error
array[]; --> error
'{{1,},{1},}'::text[]; --> error
'{{1,},{1}}'::text[]; --> error
'{{1,}}'::text[]; --> error
'{1,}'::text[]; --> error
'[21474836488:21474836489]={1,2}'::int[]; --> error
'[-2147483649:-2147483648]={1,2}'::int[]; --> error
'{}'::text[]; --> {}
'{{},{}}'::text[]; --> {} -- not: EXPRESSION_LITERAL
'{{{1,2,3,4},{2,3,4,5}},{{3,4,5,6},{4,5,6,7}}}'::text[]; --> {{{1,2,3,4},{2,3,4,5}},{{3,4,5,6},{4,5,6,7}}} -- not: EXPRESSION_LITERAL
'{null,n\ull,"null"}'::text[]; --> {NULL,"null","null"} -- not: EXPRESSION_LITERAL
'{ ab\c , "ab\"c" }'::text[]; --> {abc,"ab\"c"} -- not: EXPRESSION_LITERAL
'{0 second  ,0 second}'::interval[]; --> {"@ 0","@ 0"} -- not: another time zone or style
'{ { "," } , { 3 } }'::text[]; --> {{","},{3}} -- not: EXPRESSION_LITERAL
'  {   {  "  0 second  "   ,  0 second  }   }'::text[]; --> {{"  0 second  ","0 second"}} -- not: EXPRESSION_LITERAL
array[]::text[]; --> {}
'[2]={1,7}'::int[]; --> {1,7} -- not: EXPRESSION_LITERAL
'[0:1]={1.1,2.2}'::float8[]; --> [0:1]={1.1,2.2} -- not: EXPRESSION_LITERAL
'[2147483646:2147483646]={1}'::int[]; --> [2147483646:2147483646]={1} -- not: EXPRESSION_LITERAL
'[-2147483648:-2147483647]={1,2}'::int[]; --> [-2147483648:-2147483647]={1,2} -- not: EXPRESSION_LITERAL
array_fill(null::integer, array[3,3],array[2,2]); --> [2:4][2:4]={{NULL,NULL,NULL},{NULL,NULL,NULL},{NULL,NULL,NULL}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill(null::integer, array[3,3]); --> {{NULL,NULL,NULL},{NULL,NULL,NULL},{NULL,NULL,NULL}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill(null::text, array[3,3],array[2,2]); --> [2:4][2:4]={{NULL,NULL,NULL},{NULL,NULL,NULL},{NULL,NULL,NULL}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill(null::text, array[3,3]); --> {{NULL,NULL,NULL},{NULL,NULL,NULL},{NULL,NULL,NULL}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill(7, array[3,3],array[2,2]); --> [2:4][2:4]={{7,7,7},{7,7,7},{7,7,7}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill(7, array[3,3]); --> {{7,7,7},{7,7,7},{7,7,7}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill('juhu'::text, array[3,3],array[2,2]); --> [2:4][2:4]={{juhu,juhu,juhu},{juhu,juhu,juhu},{juhu,juhu,juhu}} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_fill('juhu'::text, array[3,3]); --> {{juhu,juhu,juhu},{juhu,juhu,juhu},{juhu,juhu,juhu}} -- not: EXPRESSION_UNKNOWN_FUNCTION
string_to_array('1|2|3', '|'); --> {1,2,3}
string_to_array('1|2|3|', '|'); --> {1,2,3,""}
string_to_array('1||2|3||', '||'); --> {1,2|3,""}
string_to_array('1|2|3', ''); --> {1|2|3}
string_to_array('', '|'); --> {}
string_to_array('1|2|3', NULL); --> {1,|,2,|,3}
string_to_array(NULL, '|') IS NULL; --> t
string_to_array('abc', ''); --> {abc}
string_to_array('abc', '', 'abc'); --> {NULL}
string_to_array('abc', ','); --> {abc}
string_to_array('abc', ',', 'abc'); --> {NULL}
string_to_array('1,2,3,4,,6', ','); --> {1,2,3,4,"",6}
string_to_array('1,2,3,4,,6', ',', ''); --> {1,2,3,4,NULL,6}
string_to_array('1,2,3,4,*,6', ',', '*'); --> {1,2,3,4,NULL,6}
array_to_string(NULL::int4[], ',') IS NULL; --> t
array_to_string('{}'::int4[], ','); --> 
array_to_string(array[1,2,3,4,NULL,6], ','); --> 1,2,3,4,6
array_to_string(array[1,2,3,4,NULL,6], ',', '*'); --> 1,2,3,4,*,6
array_to_string(array[1,2,3,4,NULL,6], NULL); --> 
array_to_string(array[1,2,3,4,NULL,6], ',', NULL); --> 1,2,3,4,6
array_to_string(string_to_array('1|2|3', '|'), '|'); --> 1|2|3
array_length(array[1,2,3], 1); --> 3
array_length(array[[1,2,3], [4,5,6]], 0); -->  -- not: EXPRESSION_NOT_ALLOWED
array_length(array[[1,2,3], [4,5,6]], 1); --> 2 -- not: EXPRESSION_NOT_ALLOWED
array_length(array[[1,2,3], [4,5,6]], 2); --> 3 -- not: EXPRESSION_NOT_ALLOWED
array_length(array[[1,2,3], [4,5,6]], 3); -->  -- not: EXPRESSION_NOT_ALLOWED
cardinality(NULL::int[]); --> 
cardinality('{}'::int[]); --> 0
cardinality(array[1,2,3]); --> 3
cardinality('[2:4]={5,6,7}'::int[]); --> 3 -- not: EXPRESSION_LITERAL
cardinality('{{1,2}}'::int[]); --> 2 -- not: EXPRESSION_LITERAL
cardinality('{{1,2},{3,4},{5,6}}'::int[]); --> 6 -- not: EXPRESSION_LITERAL
cardinality('{{{1,9},{5,6}},{{2,3},{3,4}}}'::int[]); --> 8 -- not: EXPRESSION_LITERAL
array_remove(array[1,2,2,3], 2); --> {1,3}
array_remove(array[1,2,2,3], 5); --> {1,2,2,3}
array_remove(array[1,NULL,NULL,3], NULL); --> {1,3}
array_remove(array['A','CC','D','C','RR'], 'RR'); --> {A,CC,D,C}
array_remove(array[1.0, 2.1, 3.3], 1); --> {2.1,3.3}
array_remove('{{1,2,2},{1,4,3}}', 2); --> error
array_remove(array['X','X','X'], 'X') = '{}'; --> t
array_replace(array[1,2,5,4],5,3); --> {1,2,3,4}
array_replace(array[1,2,5,4],5,NULL); --> {1,2,NULL,4}
array_replace(array[1,2,NULL,4,NULL],NULL,5); --> {1,2,5,4,5}
array_replace(array['A','B','DD','B'],'B','CC'); --> {A,CC,DD,CC}
array_replace(array[1,NULL,3],NULL,NULL); --> {1,NULL,3}
array_replace(array['AB',NULL,'CDE'],NULL,'12'); --> {AB,12,CDE}
array(select array[i,i/2] from generate_series(1,5) i); --> {{1,0},{2,1},{3,1},{4,2},{5,2}} -- not: EXPRESSION_NOT_ALLOWED
array(select array['Hello', i::text] from generate_series(9,11) i); --> {{Hello,9},{Hello,10},{Hello,11}} -- not: EXPRESSION_NOT_ALLOWED
pg_typeof(array(select '11 22 33'::int2vector from generate_series(1,5))); --> int2vector[] -- not: EXPRESSION_NOT_ALLOWED
array(select '11 22 33'::int2vector from generate_series(1,5)); --> {"11 22 33","11 22 33","11 22 33","11 22 33","11 22 33"} -- not: EXPRESSION_NOT_ALLOWED
pg_typeof(array(select '11 22 33'::oidvector from generate_series(1,5))); --> oidvector[] -- not: EXPRESSION_NOT_ALLOWED
array(select '11 22 33'::oidvector from generate_series(1,5)); --> {"11 22 33","11 22 33","11 22 33","11 22 33","11 22 33"} -- not: EXPRESSION_NOT_ALLOWED
pg_typeof(array['11 22 33'::int2vector]); --> int2vector[] -- not: EXPRESSION_UNKNOWN_TYPE
array['11 22 33'::int2vector]; --> {"11 22 33"} -- not: EXPRESSION_UNKNOWN_TYPE
pg_typeof(unnest(array['11 22 33'::int2vector])); --> int2vector -- not: another time zone or style
unnest(array['11 22 33'::int2vector]); --> 11 22 33 -- not: another time zone or style
pg_typeof(array['11 22 33'::oidvector]); --> oidvector[] -- not: EXPRESSION_UNKNOWN_TYPE
array['11 22 33'::oidvector]; --> {"11 22 33"} -- not: EXPRESSION_UNKNOWN_TYPE
pg_typeof(unnest(array['11 22 33'::oidvector])); --> oidvector -- not: another time zone or style
unnest(array['11 22 33'::oidvector]); --> 11 22 33 -- not: another time zone or style
width_bucket(now(), array['yesterday', 'today', 'tomorrow']::timestamptz[]); --> 2 -- not: EXPRESSION_UNKNOWN_FUNCTION
width_bucket(5, ARRAY[3]); --> 1 -- not: EXPRESSION_OPERANDS
width_bucket(5, '{}'); --> 0 -- not: EXPRESSION_OPERANDS
width_bucket('5'::text, ARRAY[3, 4]::integer[]); --> error
width_bucket(5, ARRAY[3, 4, NULL]); --> error
trim_array(ARRAY[1, 2, 3], -1); --> error
trim_array(ARRAY[1, 2, 3], 10); --> error
trim_array(ARRAY[]::int[], 1); --> error
array_shuffle('{1,2,3,4,5,6}'::int[]) <@ '{1,2,3,4,5,6}'; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
array_shuffle('{1,2,3,4,5,6}'::int[]) @> '{1,2,3,4,5,6}'; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
array_dims(array_shuffle('[-1:2][2:3]={{1,2},{3,NULL},{5,6},{7,8}}'::int[])); --> [-1:2][2:3] -- not: EXPRESSION_LITERAL
array_dims(array_shuffle('{{{1,2},{3,NULL}},{{5,6},{7,8}},{{9,10},{11,12}}}'::int[])); --> [1:3][1:2][1:2] -- not: EXPRESSION_LITERAL
array_sample('{1,2,3,4,5,6}'::int[], 3) <@ '{1,2,3,4,5,6}'; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
array_length(array_sample('{1,2,3,4,5,6}'::int[], 3), 1); --> 3 -- not: EXPRESSION_UNKNOWN_FUNCTION
array_dims(array_sample('[-1:2][2:3]={{1,2},{3,NULL},{5,6},{7,8}}'::int[], 3)); --> [1:3][2:3] -- not: EXPRESSION_LITERAL
array_dims(array_sample('{{{1,2},{3,NULL}},{{5,6},{7,8}},{{9,10},{11,12}}}'::int[], 2)); --> [1:2][1:2][1:2] -- not: EXPRESSION_LITERAL
array_reverse('{}'::int[]); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_reverse('{1}'::int[]); --> {1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_reverse('{1,2}'::int[]); --> {2,1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_reverse('{1,2,3,NULL,4,5,6}'::int[]); --> {6,5,4,NULL,3,2,1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_reverse('{{1,2},{3,4},{5,6},{7,8}}'::int[]); --> {{7,8},{5,6},{3,4},{1,2}} -- not: EXPRESSION_LITERAL
array_sort('{}'::int[]); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1}'::int[]); --> {1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1,3,5,2,4,6}'::int[]); --> {1,2,3,4,5,6} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,4.4,6.6}'::numeric[]); --> {1.1,2.2,3.3,4.4,5.5,6.6} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{foo,bar,CCC,Abc,bbc}'::text[] COLLATE "C"); --> {Abc,CCC,bar,bbc,foo} -- not: EXPRESSION_NOT_ALLOWED
array_sort('{foo,bar,null,CCC,Abc,bbc}'::text[] COLLATE "C"); --> {Abc,CCC,bar,bbc,foo,NULL} -- not: EXPRESSION_NOT_ALLOWED
array_sort(ARRAY(SELECT '1 4'::int2vector UNION ALL SELECT '1 2'::int2vector)); --> {"1 2","1 4"} -- not: EXPRESSION_NOT_ALLOWED
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], true); --> {NULL,6.6,5.5,4.4,3.3,2.2,1.1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], false); --> {1.1,2.2,3.3,4.4,5.5,6.6,NULL} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], true, true); --> {NULL,6.6,5.5,4.4,3.3,2.2,1.1} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], true, false); --> {6.6,5.5,4.4,3.3,2.2,1.1,NULL} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], false, true); --> {NULL,1.1,2.2,3.3,4.4,5.5,6.6} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{1.1,3.3,5.5,2.2,null,4.4,6.6}'::float8[], false, false); --> {1.1,2.2,3.3,4.4,5.5,6.6,NULL} -- not: EXPRESSION_UNKNOWN_FUNCTION
array_sort('{{1}}'::int[]); --> {{1}} -- not: EXPRESSION_LITERAL
array_sort(ARRAY[[2,4],[2,1],[6,5]]); --> {{2,1},{2,4},{6,5}} -- not: EXPRESSION_NOT_ALLOWED
array_sort('{{"1 2","3 4"}, {"1 -2","-1 4"}}'::int2vector[]); --> {{"1 -2","-1 4"},{"1 2","3 4"}} -- not: EXPRESSION_UNKNOWN_TYPE
array_sort('{1}'::xid[]); --> {1} -- not: EXPRESSION_UNKNOWN_TYPE
