'""'::jsonb; --> ""
$$''$$::jsonb; --> error
'"abc"'::jsonb; --> "abc"
'"abc'::jsonb; --> error
'"\n\"\\"'::jsonb; --> "\n\"\\"
'"\v"'::jsonb; --> error
'1'::jsonb; --> 1
'0'::jsonb; --> 0
'01'::jsonb; --> error
'0.1'::jsonb; --> 0.1
'9223372036854775808'::jsonb; --> 9223372036854775808
'1e100'::jsonb; --> 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
'1.3e100'::jsonb; --> 13000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
'1f2'::jsonb; --> error
'0.x1'::jsonb; --> error
'1.3ex100'::jsonb; --> error
'[]'::jsonb; --> []
'[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]'::jsonb; --> [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
'[1,2]'::jsonb; --> [1, 2]
'[1,2,]'::jsonb; --> error
'[1,2'::jsonb; --> error
'[1,[2]'::jsonb; --> error
'{}'::jsonb; --> {}
'{"abc"}'::jsonb; --> error
'{"abc":1}'::jsonb; --> {"abc": 1}
'{1:"abc"}'::jsonb; --> error
'{"abc",1}'::jsonb; --> error
'{"abc"=1}'::jsonb; --> error
'{"abc"::1}'::jsonb; --> error
'{"abc":1,"def":2,"ghi":[3,4],"hij":{"klm":5,"nop":[6]}}'::jsonb; --> {"abc": 1, "def": 2, "ghi": [3, 4], "hij": {"klm": 5, "nop": [6]}}
'{"abc":1:2}'::jsonb; --> error
'{"abc":1,3}'::jsonb; --> error
repeat('[', 10000)::jsonb; --> error
repeat('{"a":', 10000)::jsonb; --> error
'true'::jsonb; --> true
'false'::jsonb; --> false
'null'::jsonb; --> null
' true '::jsonb; --> true
'true false'::jsonb; --> error
'true, false'::jsonb; --> error
'truf'::jsonb; --> error
'trues'::jsonb; --> error
''::jsonb; --> error
'    '::jsonb; --> error
pg_input_is_valid('{"a":true}', 'jsonb'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('{"a":true', 'jsonb'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
array_to_json(ARRAY [jsonb '{"a":1}', jsonb '{"b":[2,3]}']); --> [{"a": 1},{"b": [2, 3]}] -- not: EXPRESSION_UNKNOWN_FUNCTION
to_jsonb(timestamp '2014-05-28 12:22:35.614298'); --> "2014-05-28T12:22:35.614298"
to_jsonb(timestamptz '2014-05-28 12:22:35.614298-04'); --> "2014-05-29T02:52:35.614298+10:30" -- not: another time zone or style
to_jsonb(timestamptz '2014-05-28 12:22:35.614298-04'); --> "2014-05-28T08:22:35.614298-08:00" -- not: another time zone or style
to_jsonb(date '2014-05-28'); --> "2014-05-28"
to_jsonb(date 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_jsonb(date '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
to_jsonb(timestamp 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_jsonb(timestamp '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
to_jsonb(timestamptz 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_jsonb(timestamptz '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb -> null::text; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb -> null::int; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb -> 1; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb -> 'z'; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb -> ''; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb -> 1; --> {"b": "cc"}
'[{"b": "c"}, {"b": "cc"}]'::jsonb -> 3; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb -> 'z'; --> 
'{"a": "c", "b": null}'::jsonb -> 'b'; --> null
'"foo"'::jsonb -> 1; --> 
'"foo"'::jsonb -> 'z'; --> 
'[]'::jsonb -> -2147483648; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb ->> null::text; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb ->> null::int; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb ->> 1; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb ->> 'z'; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb ->> ''; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb ->> 1; --> {"b": "cc"}
'[{"b": "c"}, {"b": "cc"}]'::jsonb ->> 3; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb ->> 'z'; --> 
'{"a": "c", "b": null}'::jsonb ->> 'b'; --> 
'"foo"'::jsonb ->> 1; --> 
'"foo"'::jsonb ->> 'z'; --> 
'[]'::jsonb ->> -2147483648; --> 
'{"x":"y"}'::jsonb = '{"x":"y"}'::jsonb; --> t
'{"x":"y"}'::jsonb = '{"x":"z"}'::jsonb; --> f
'{"x":"y"}'::jsonb <> '{"x":"y"}'::jsonb; --> f
'{"x":"y"}'::jsonb <> '{"x":"z"}'::jsonb; --> t
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"a":"b"}'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"a":"b", "c":null}'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"a":"b", "g":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"g":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"a":"c"}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contains('{"a":"b", "b":1, "c":null}', '{"a":"b", "c":"q"}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"a":"b"}'; --> t
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"a":"b", "c":null}'; --> t
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"a":"b", "g":null}'; --> f
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"g":null}'; --> f
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"a":"c"}'; --> f
'{"a":"b", "b":1, "c":null}'::jsonb @> '{"a":"b", "c":"q"}'; --> f
'[1,2]'::jsonb @> '[1,2,2]'::jsonb; --> t
'[1,1,2]'::jsonb @> '[1,2,2]'::jsonb; --> t
'[[1,2]]'::jsonb @> '[[1,2,2]]'::jsonb; --> t
'[1,2,2]'::jsonb <@ '[1,2]'::jsonb; --> t
'[1,2,2]'::jsonb <@ '[1,1,2]'::jsonb; --> t
'[[1,2,2]]'::jsonb <@ '[[1,2]]'::jsonb; --> t
jsonb_contained('{"a":"b"}', '{"a":"b", "b":1, "c":null}'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contained('{"a":"b", "c":null}', '{"a":"b", "b":1, "c":null}'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contained('{"a":"b", "g":null}', '{"a":"b", "b":1, "c":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contained('{"g":null}', '{"a":"b", "b":1, "c":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contained('{"a":"c"}', '{"a":"b", "b":1, "c":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_contained('{"a":"b", "c":"q"}', '{"a":"b", "b":1, "c":null}'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"a":"b"}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> t
'{"a":"b", "c":null}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> t
'{"a":"b", "g":null}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> f
'{"g":null}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> f
'{"a":"c"}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> f
'{"a":"b", "c":"q"}'::jsonb <@ '{"a":"b", "b":1, "c":null}'; --> f
'[5]'::jsonb @> '[5]'; --> t
'5'::jsonb @> '5'; --> t
'[5]'::jsonb @> '5'; --> t
'5'::jsonb @> '[5]'; --> f
'["9", ["7", "3"], 1]'::jsonb @> '["9", ["7", "3"], 1]'::jsonb; --> t
'["9", ["7", "3"], ["1"]]'::jsonb @> '["9", ["7", "3"], ["1"]]'::jsonb; --> t
'{ "name": "Bob", "tags": [ "enim", "qui"]}'::jsonb @> '{"tags":["qu"]}'; --> f
jsonb_array_length('[1,2,3,{"f1":1,"f2":[5,6]},4]'); --> 5
jsonb_array_length('[]'); --> 0
jsonb_array_length('{"f1":1,"f2":[5,6]}'); --> error
jsonb_array_length('4'); --> error
jsonb_exists('{"a":null, "b":"qq"}', 'a'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists('{"a":null, "b":"qq"}', 'b'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists('{"a":null, "b":"qq"}', 'c'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists('{"a":"null", "b":"qq"}', 'a'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb '{"a":null, "b":"qq"}' ? 'a'; --> t
jsonb '{"a":null, "b":"qq"}' ? 'b'; --> t
jsonb '{"a":null, "b":"qq"}' ? 'c'; --> f
jsonb '{"a":"null", "b":"qq"}' ? 'a'; --> t
jsonb_exists_any('{"a":null, "b":"qq"}', ARRAY['a','b']); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_any('{"a":null, "b":"qq"}', ARRAY['b','a']); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_any('{"a":null, "b":"qq"}', ARRAY['c','a']); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_any('{"a":null, "b":"qq"}', ARRAY['c','d']); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_any('{"a":null, "b":"qq"}', '{}'::text[]); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb '{"a":null, "b":"qq"}' ?| ARRAY['a','b']; --> t
jsonb '{"a":null, "b":"qq"}' ?| ARRAY['b','a']; --> t
jsonb '{"a":null, "b":"qq"}' ?| ARRAY['c','a']; --> t
jsonb '{"a":null, "b":"qq"}' ?| ARRAY['c','d']; --> f
jsonb '{"a":null, "b":"qq"}' ?| '{}'::text[]; --> f
jsonb_exists_all('{"a":null, "b":"qq"}', ARRAY['a','b']); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_all('{"a":null, "b":"qq"}', ARRAY['b','a']); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_all('{"a":null, "b":"qq"}', ARRAY['c','a']); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_all('{"a":null, "b":"qq"}', ARRAY['c','d']); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_exists_all('{"a":null, "b":"qq"}', '{}'::text[]); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb '{"a":null, "b":"qq"}' ?& ARRAY['a','b']; --> t
jsonb '{"a":null, "b":"qq"}' ?& ARRAY['b','a']; --> t
jsonb '{"a":null, "b":"qq"}' ?& ARRAY['c','a']; --> f
jsonb '{"a":null, "b":"qq"}' ?& ARRAY['c','d']; --> f
jsonb '{"a":null, "b":"qq"}' ?& ARRAY['a','a', 'b', 'b', 'b']; --> t
jsonb '{"a":null, "b":"qq"}' ?& '{}'::text[]; --> t
jsonb_typeof('{}'); --> object
jsonb_typeof('{"c":3,"p":"o"}'); --> object
jsonb_typeof('[]'); --> array
jsonb_typeof('["a", 1]'); --> array
jsonb_typeof('null'); --> null
jsonb_typeof('1'); --> number
jsonb_typeof('-1'); --> number
jsonb_typeof('1.0'); --> number
jsonb_typeof('1e2'); --> number
jsonb_typeof('-1.0'); --> number
jsonb_typeof('true'); --> boolean
jsonb_typeof('false'); --> boolean
jsonb_typeof('"hello"'); --> string
jsonb_typeof('"true"'); --> string
jsonb_typeof('"1.0"'); --> string
jsonb_build_array('a',1,'b',1.2,'c',true,'d',null,'e',json '{"x": 3, "y": [1,2,3]}'); --> ["a", 1, "b", 1.2, "c", true, "d", null, "e", {"x": 3, "y": [1, 2, 3]}]
jsonb_build_array('a', NULL); --> ["a", null]
jsonb_build_array(VARIADIC NULL::text[]); -->  -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC '{}'::text[]); --> [] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC '{a,b,c}'::text[]); --> ["a", "b", "c"] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC ARRAY['a', NULL]::text[]); --> ["a", null] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC '{1,2,3,4}'::text[]); --> ["1", "2", "3", "4"] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC '{1,2,3,4}'::int[]); --> [1, 2, 3, 4] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(VARIADIC '{{1,4},{2,5},{3,6}}'::int[][]); --> [1, 4, 2, 5, 3, 6] -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object('a',1,'b',1.2,'c',true,'d',null,'e',json '{"x": 3, "y": [1,2,3]}'); --> {"a": 1, "b": 1.2, "c": true, "d": null, "e": {"x": 3, "y": [1, 2, 3]}}
jsonb_build_object( 'a', jsonb_build_object('b',false,'c',99), 'd', jsonb_build_object('e',array[9,8,7]::int[], 'f', (select row_to_json(r) from ( select relkind, oid::regclass as name from pg_class where relname = 'pg_class') r))); --> {"a": {"b": false, "c": 99}, "d": {"e": [9, 8, 7], "f": {"name": "pg_class", "relkind": "r"}}} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object('{a,b,c}'::text[]); --> error
jsonb_build_object('{a,b,c}'::text[], '{d,e,f}'::text[]); --> error
jsonb_build_object('a', 'b', 'c'); --> error
jsonb_build_object(NULL, 'a'); --> error
jsonb_build_object('a', NULL); --> {"a": null}
jsonb_build_object(VARIADIC NULL::text[]); -->  -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object(VARIADIC '{}'::text[]); --> {} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object(VARIADIC ARRAY['a', NULL]::text[]); --> {"a": null} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object(VARIADIC '{1,2,3,4}'::text[]); --> {"1": "2", "3": "4"} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object(VARIADIC '{1,2,3,4}'::int[]); --> {"1": 2, "3": 4} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_object(VARIADIC '{{1,4},{2,5},{3,6}}'::int[][]); --> {"1": 4, "2": 5, "3": 6} -- not: EXPRESSION_NOT_ALLOWED
jsonb_build_array(); --> []
jsonb_build_object(); --> {}
jsonb_build_object(1,2); --> {"1": 2}
jsonb_build_object(null,2); --> error
jsonb_build_object(json '{"a":1,"b":2}', 3); --> error
jsonb_build_object('{1,2,3}'::int[], 3); --> error
jsonb_object_agg(1, NULL::jsonb); --> {"1": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object_agg(DISTINCT 'a', 'abc'); --> {"a": "abc"} -- not: EXPRESSION_NOT_ALLOWED
jsonb_object('{}'); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object('{}', '{}'); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object('{a,1,b,2,3,NULL,"d e f","a b c"}'); --> {"3": null, "a": "1", "b": "2", "d e f": "a b c"} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object('{{a,1},{b,2},{3,NULL},{"d e f","a b c"}}'); --> {"3": null, "a": "1", "b": "2", "d e f": "a b c"} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object('{a,b,c,"d e f"}','{1,2,3,"a b c"}'); --> {"a": "1", "b": "2", "c": "3", "d e f": "a b c"} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_object('{a,b,"","d e f"}','{1,2,3,"a b c"}'); --> {"": "3", "a": "1", "b": "2", "d e f": "a b c"} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f4','f6'); --> "stringy" -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f2'); --> {"f3": 1} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',0::text); --> "f3" -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',1::text); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f4','f6'); --> stringy -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f2'); --> {"f3": 1} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',0::text); --> f3 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',1::text); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":{"f3":1},"f4":{"f5":null,"f6":"stringy"}}','f4','f5') IS NULL; --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":{"f3":1},"f4":{"f5":null,"f6":"stringy"}}','f4','f5') IS NULL; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path('{"f2":{"f3":1},"f4":[0,1,2,null]}','f4','3') IS NULL; --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_extract_path_text('{"f2":{"f3":1},"f4":[0,1,2,null]}','f4','3') IS NULL; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>array['f4','f6']; --> "stringy"
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>array['f2']; --> {"f3": 1}
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>array['f2','0']; --> "f3"
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>array['f2','1']; --> 1
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>>array['f4','f6']; --> stringy
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>>array['f2']; --> {"f3": 1}
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>>array['f2','0']; --> f3
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::jsonb#>>array['f2','1']; --> 1
'{"a": {"b":{"c": "foo"}}}'::jsonb #> '{}'; --> {"a": {"b": {"c": "foo"}}}
'[1,2,3]'::jsonb #> '{}'; --> [1, 2, 3]
'"foo"'::jsonb #> '{}'; --> "foo"
'42'::jsonb #> '{}'; --> 42
'null'::jsonb #> '{}'; --> null
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a']; --> {"b": {"c": "foo"}}
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a', null]; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a', '']; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a','b']; --> {"c": "foo"}
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a','b','c']; --> "foo"
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a','b','c','d']; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #> array['a','z','c']; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb #> array['a','1','b']; --> "cc"
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb #> array['a','z','b']; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb #> array['1','b']; --> "cc"
'[{"b": "c"}, {"b": "cc"}]'::jsonb #> array['z','b']; --> 
'[{"b": "c"}, {"b": null}]'::jsonb #> array['1','b']; --> null
'"foo"'::jsonb #> array['z']; --> 
'42'::jsonb #> array['f2']; --> 
'42'::jsonb #> array['0']; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> '{}'; --> {"a": {"b": {"c": "foo"}}}
'[1,2,3]'::jsonb #>> '{}'; --> [1, 2, 3]
'"foo"'::jsonb #>> '{}'; --> foo
'42'::jsonb #>> '{}'; --> 42
'null'::jsonb #>> '{}'; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a']; --> {"b": {"c": "foo"}}
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a', null]; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a', '']; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a','b']; --> {"c": "foo"}
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a','b','c']; --> foo
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a','b','c','d']; --> 
'{"a": {"b":{"c": "foo"}}}'::jsonb #>> array['a','z','c']; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb #>> array['a','1','b']; --> cc
'{"a": [{"b": "c"}, {"b": "cc"}]}'::jsonb #>> array['a','z','b']; --> 
'[{"b": "c"}, {"b": "cc"}]'::jsonb #>> array['1','b']; --> cc
'[{"b": "c"}, {"b": "cc"}]'::jsonb #>> array['z','b']; --> 
'[{"b": "c"}, {"b": null}]'::jsonb #>> array['1','b']; --> 
'"foo"'::jsonb #>> array['z']; --> 
'42'::jsonb #>> array['f2']; --> 
'42'::jsonb #>> array['0']; --> 
jsonb_populate_record_valid(NULL::jsb_char2, '{"a": "aaa"}'); --> f -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_char2, '{"a": "aa"}'); --> t -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_ia, '{"a": 43.2}'); --> f -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_ia, '{"a": [1, 2]}'); --> t -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_ia2, '{"a": [[1], [2, 3]]}'); --> f -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_ia2, '{"a": [[1, 0], [2, 3]]}'); --> t -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_i_not_null_rec, '{"a": null}'); --> f -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_i_not_null_rec, '{"a": 1}'); --> t -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_i_gt_1_rec, '{"a": 1}'); --> f -- not: another time zone or style
jsonb_populate_record_valid(NULL::jsb_i_gt_1_rec, '{"a": 2}'); --> t -- not: another time zone or style
jsonb_populate_record(row(1,2), '{"f1": 0, "f2": 1}'); --> (0,1) -- not: EXPRESSION_NOT_ALLOWED
jsonb_populate_record(null::jb_ordered_pair, '{"x": 0, "y": 1}'); --> (0,1) -- not: another time zone or style
jsonb_populate_record(row(1,2)::jb_ordered_pair, '{"x": 0}'); --> (0,2) -- not: another time zone or style
jsonb_populate_recordset(row(1,2), '[{"f1": 0, "f2": 1}]'); --> (0,1) -- not: another time zone or style
jsonb_populate_recordset(null::jb_ordered_pair, '[{"x": 0, "y": 1}]'); --> (0,1) -- not: another time zone or style
'{"ff":{"a":12,"b":16}}'::jsonb; --> {"ff": {"a": 12, "b": 16}}
'{"ff":{"a":12,"b":16},"qq":123}'::jsonb; --> {"ff": {"a": 12, "b": 16}, "qq": 123}
'{"aa":["a","aaa"],"qq":{"a":12,"b":16,"c":["c1","c2"],"d":{"d1":"d1","d2":"d2","d1":"d3"}}}'::jsonb; --> {"aa": ["a", "aaa"], "qq": {"a": 12, "b": 16, "c": ["c1", "c2"], "d": {"d1": "d3", "d2": "d2"}}}
'{"aa":["a","aaa"],"qq":{"a":"12","b":"16","c":["c1","c2"],"d":{"d1":"d1","d2":"d2"}}}'::jsonb; --> {"aa": ["a", "aaa"], "qq": {"a": "12", "b": "16", "c": ["c1", "c2"], "d": {"d1": "d1", "d2": "d2"}}}
'{"aa":["a","aaa"],"qq":{"a":"12","b":"16","c":["c1","c2",["c3"],{"c4":4}],"d":{"d1":"d1","d2":"d2"}}}'::jsonb; --> {"aa": ["a", "aaa"], "qq": {"a": "12", "b": "16", "c": ["c1", "c2", ["c3"], {"c4": 4}], "d": {"d1": "d1", "d2": "d2"}}}
'{"ff":["a","aaa"]}'::jsonb; --> {"ff": ["a", "aaa"]}
'{"a":[1,2],"c":"b"}'::jsonb @> '{"a":[1,2]}'; --> t
'{"a":[2,1],"c":"b"}'::jsonb @> '{"a":[1,2]}'; --> t
'{"a":{"1":2},"c":"b"}'::jsonb @> '{"a":[1,2]}'; --> f
'{"a":{"2":1},"c":"b"}'::jsonb @> '{"a":[1,2]}'; --> f
'{"a":{"1":2},"c":"b"}'::jsonb @> '{"a":{"1":2}}'; --> t
'{"a":{"2":1},"c":"b"}'::jsonb @> '{"a":{"1":2}}'; --> f
'["a","b"]'::jsonb @> '["a","b","c","b"]'; --> f
'["a","b","c","b"]'::jsonb @> '["a","b"]'; --> t
'["a","b","c",[1,2]]'::jsonb @> '["a",[1,2]]'; --> t
'["a","b","c",[1,2]]'::jsonb @> '["b",[1,2]]'; --> t
'{"a":[1,2],"c":"b"}'::jsonb @> '{"a":[1]}'; --> t
'{"a":[1,2],"c":"b"}'::jsonb @> '{"a":[2]}'; --> t
'{"a":[1,2],"c":"b"}'::jsonb @> '{"a":[3]}'; --> f
'{"a":[1,2,{"c":3,"x":4}],"c":"b"}'::jsonb @> '{"a":[{"c":3}]}'; --> t
'{"a":[1,2,{"c":3,"x":4}],"c":"b"}'::jsonb @> '{"a":[{"x":4}]}'; --> t
'{"a":[1,2,{"c":3,"x":4}],"c":"b"}'::jsonb @> '{"a":[{"x":4},3]}'; --> f
'{"a":[1,2,{"c":3,"x":4}],"c":"b"}'::jsonb @> '{"a":[{"x":4},1]}'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'n'; --> null
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'a'; --> 1
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'b'; --> [1, 2]
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'c'; --> {"1": 2}
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'd'; --> {"1": [2, 3]}
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'd' -> '1'; --> [2, 3]
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 'e'; --> 
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb -> 0; --> 
'["a","b","c",[1,2],null]'::jsonb -> 0; --> "a"
'["a","b","c",[1,2],null]'::jsonb -> 1; --> "b"
'["a","b","c",[1,2],null]'::jsonb -> 2; --> "c"
'["a","b","c",[1,2],null]'::jsonb -> 3; --> [1, 2]
'["a","b","c",[1,2],null]'::jsonb -> 3 -> 1; --> 2
'["a","b","c",[1,2],null]'::jsonb -> 4; --> null
'["a","b","c",[1,2],null]'::jsonb -> 5; --> 
'["a","b","c",[1,2],null]'::jsonb -> -1; --> null
'["a","b","c",[1,2],null]'::jsonb -> -5; --> "a"
'["a","b","c",[1,2],null]'::jsonb -> -6; --> 
'{"a":"b","c":[1,2,3]}'::jsonb #> '{0}'; --> 
'{"a":"b","c":[1,2,3]}'::jsonb #> '{a}'; --> "b"
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c}'; --> [1, 2, 3]
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,0}'; --> 1
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,1}'; --> 2
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,2}'; --> 3
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,3}'; --> 
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,-1}'; --> 3
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,-3}'; --> 1
'{"a":"b","c":[1,2,3]}'::jsonb #> '{c,-4}'; --> 
'[0,1,2,[3,4],{"5":"five"}]'::jsonb #> '{0}'; --> 0
'[0,1,2,[3,4],{"5":"five"}]'::jsonb #> '{3}'; --> [3, 4]
'[0,1,2,[3,4],{"5":"five"}]'::jsonb #> '{4}'; --> {"5": "five"}
'[0,1,2,[3,4],{"5":"five"}]'::jsonb #> '{4,5}'; --> "five"
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'n'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'a'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'b'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'c'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'd'; --> t
'{"n":null,"a":1,"b":[1,2],"c":{"1":2},"d":{"1":[2,3]}}'::jsonb ? 'e'; --> f
jsonb_strip_nulls(null); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('1'); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('"a string"'); --> "a string" -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('null'); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('[1,2,null,3,4]'); --> [1, 2, null, 3, 4] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('{"a":1,"b":null,"c":[2,null,3],"d":{"e":4,"f":null}}'); --> {"a": 1, "c": [2, null, 3], "d": {"e": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('[1,{"a":1,"b":null,"c":2},3]'); --> [1, {"a": 1, "c": 2}, 3] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('{"a": {"b": null, "c": null}, "d": {} }'); --> {"a": {}, "d": {}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls(null, true); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('1', true); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('"a string"', true); --> "a string" -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('null', true); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('[1,2,null,3,4]', true); --> [1, 2, 3, 4] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('{"a":1,"b":null,"c":[2,null,3],"d":{"e":4,"f":null}}', true); --> {"a": 1, "c": [2, 3], "d": {"e": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('[1,{"a":1,"b":null,"c":2},3]', true); --> [1, {"a": 1, "c": 2}, 3] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_strip_nulls('{"a": {"b": null, "c": null}, "d": {} }', true); --> {"a": {}, "d": {}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_concat('{"d": "test", "a": [1, 2]}', '{"g": "test2", "c": {"c1":1, "c2":2}}'); --> {"a": [1, 2], "c": {"c1": 1, "c2": 2}, "d": "test", "g": "test2"} -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"aa":1 , "b":2, "cq":3}'::jsonb || '{"cq":"l", "b":"g", "fg":false}'; --> {"b": "g", "aa": 1, "cq": "l", "fg": false}
'{"aa":1 , "b":2, "cq":3}'::jsonb || '{"aq":"l"}'; --> {"b": 2, "aa": 1, "aq": "l", "cq": 3}
'{"aa":1 , "b":2, "cq":3}'::jsonb || '{"aa":"l"}'; --> {"b": 2, "aa": "l", "cq": 3}
'{"aa":1 , "b":2, "cq":3}'::jsonb || '{}'; --> {"b": 2, "aa": 1, "cq": 3}
'["a", "b"]'::jsonb || '["c"]'; --> ["a", "b", "c"]
'["a", "b"]'::jsonb || '["c", "d"]'; --> ["a", "b", "c", "d"]
'["c"]' || '["a", "b"]'::jsonb; --> ["c", "a", "b"]
'["a", "b"]'::jsonb || '"c"'; --> ["a", "b", "c"]
'"c"' || '["a", "b"]'::jsonb; --> ["c", "a", "b"]
'[]'::jsonb || '["a"]'::jsonb; --> ["a"]
'[]'::jsonb || '"a"'::jsonb; --> ["a"]
'"b"'::jsonb || '"a"'::jsonb; --> ["b", "a"]
'{}'::jsonb || '{"a":"b"}'::jsonb; --> {"a": "b"}
'[]'::jsonb || '{"a":"b"}'::jsonb; --> [{"a": "b"}]
'{"a":"b"}'::jsonb || '[]'::jsonb; --> [{"a": "b"}]
'"a"'::jsonb || '{"a":1}'; --> ["a", {"a": 1}]
'{"a":1}' || '"a"'::jsonb; --> [{"a": 1}, "a"]
'[3]'::jsonb || '{}'::jsonb; --> [3, {}]
'3'::jsonb || '[]'::jsonb; --> [3]
'3'::jsonb || '4'::jsonb; --> [3, 4]
'3'::jsonb || '{}'::jsonb; --> [3, {}]
'["a", "b"]'::jsonb || '{"c":1}'; --> ["a", "b", {"c": 1}]
'{"c": 1}'::jsonb || '["a", "b"]'; --> [{"c": 1}, "a", "b"]
'{}'::jsonb || '{"cq":"l", "b":"g", "fg":false}'; --> {"b": "g", "cq": "l", "fg": false}
pg_column_size('{}'::jsonb || '{}'::jsonb) = pg_column_size('{}'::jsonb); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_column_size('{"aa":1}'::jsonb || '{"b":2}'::jsonb) = pg_column_size('{"aa":1, "b":2}'::jsonb); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_column_size('{"aa":1, "b":2}'::jsonb || '{}'::jsonb) = pg_column_size('{"aa":1, "b":2}'::jsonb); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_column_size('{}'::jsonb || '{"aa":1, "b":2}'::jsonb) = pg_column_size('{"aa":1, "b":2}'::jsonb); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete('{"a":1 , "b":2, "c":3}'::jsonb, 'a'); --> {"b": 2, "c": 3} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete('{"a":null , "b":2, "c":3}'::jsonb, 'a'); --> {"b": 2, "c": 3} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete('{"a":1 , "b":2, "c":3}'::jsonb, 'b'); --> {"a": 1, "c": 3} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete('{"a":1 , "b":2, "c":3}'::jsonb, 'c'); --> {"a": 1, "b": 2} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete('{"a":1 , "b":2, "c":3}'::jsonb, 'd'); --> {"a": 1, "b": 2, "c": 3} -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"a":1 , "b":2, "c":3}'::jsonb - 'a'; --> {"b": 2, "c": 3} -- not: EXPRESSION_OPERANDS
'{"a":null , "b":2, "c":3}'::jsonb - 'a'; --> {"b": 2, "c": 3} -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - 'b'; --> {"a": 1, "c": 3} -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - 'c'; --> {"a": 1, "b": 2} -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - 'd'; --> {"a": 1, "b": 2, "c": 3} -- not: EXPRESSION_OPERANDS
pg_column_size('{"a":1 , "b":2, "c":3}'::jsonb - 'b') = pg_column_size('{"a":1, "b":2}'::jsonb); --> t -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - 3; --> ["a", "b", "c"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - 2; --> ["a", "b"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - 1; --> ["a", "c"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - 0; --> ["b", "c"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - -1; --> ["a", "b"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - -2; --> ["a", "c"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - -3; --> ["b", "c"] -- not: EXPRESSION_OPERANDS
'["a","b","c"]'::jsonb - -4; --> ["a", "b", "c"] -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - '{b}'::text[]; --> {"a": 1, "c": 3} -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - '{c,b}'::text[]; --> {"a": 1} -- not: EXPRESSION_OPERANDS
'{"a":1 , "b":2, "c":3}'::jsonb - '{}'::text[]; --> {"a": 1, "b": 2, "c": 3} -- not: EXPRESSION_OPERANDS
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{n}', '[1,2,3]'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": [1, 2, 3]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{b,-1}', '[1,2,3]'); --> {"a": 1, "b": [1, [1, 2, 3]], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{d,1,0}', '[1,2,3]'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [[1, 2, 3], 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{n}', '{"1": 2}'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": {"1": 2}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{b,-1}', '{"1": 2}'); --> {"a": 1, "b": [1, {"1": 2}], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{d,1,0}', '{"1": 2}'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [{"1": 2}, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{b,-1}', '"test"'); --> {"a": 1, "b": [1, "test"], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb, '{b,-1}', '{"f": "test"}'); --> {"a": 1, "b": [1, {"f": "test"}], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete_path('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}', '{n}'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [2, 3]}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete_path('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}', '{b,-1}'); --> {"a": 1, "b": [1], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete_path('{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}', '{d,1,0}'); --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [3]}, "n": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_delete_path('{"a":[]}', '{"a",-2147483648}'); --> {"a": []} -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb #- '{n}'; --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [2, 3]}} -- not: EXPRESSION_UNKNOWN_OPERATOR
'{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb #- '{b,-1}'; --> {"a": 1, "b": [1], "c": {"1": 2}, "d": {"1": [2, 3]}, "n": null} -- not: EXPRESSION_UNKNOWN_OPERATOR
'{"n":null, "a":1, "b":[1,2], "c":{"1":2}, "d":{"1":[2,3]}}'::jsonb #- '{d,1,0}'; --> {"a": 1, "b": [1, 2], "c": {"1": 2}, "d": {"1": [3]}, "n": null} -- not: EXPRESSION_UNKNOWN_OPERATOR
'"a"'::jsonb - 'a'; --> error
'{}'::jsonb - 'a'; --> {} -- not: EXPRESSION_OPERANDS
'[]'::jsonb - 'a'; --> [] -- not: EXPRESSION_OPERANDS
'"a"'::jsonb - 1; --> error
'{}'::jsonb -  1; --> error
'[]'::jsonb - 1; --> [] -- not: EXPRESSION_OPERANDS
'{}'::jsonb #- '{a}'; --> {} -- not: EXPRESSION_UNKNOWN_OPERATOR
'[]'::jsonb #- '{a}'; --> [] -- not: EXPRESSION_UNKNOWN_OPERATOR
jsonb_set('{}','{a}','"b"', false); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('[]','{1}','"b"', false); --> [] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('[{"f1":1,"f2":null},2,null,3]', '{0}','[2,3,4]', false); --> [[2, 3, 4], 2, null, 3] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[0,1,2],"c":{"d":4}}','{b,-33}','{"foo":123}'); --> {"a": 1, "b": [{"foo": 123}, 0, 1, 2], "c": {"d": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[0,1,2],"c":{"d":4}}','{b,33}','{"foo":123}'); --> {"a": 1, "b": [0, 1, 2, {"foo": 123}], "c": {"d": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[4,5,[0,1,2],6,7],"c":{"d":4}}','{b,2,33}','{"foo":123}'); --> {"a": 1, "b": [4, 5, [0, 1, 2, {"foo": 123}], 6, 7], "c": {"d": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[0,1,2],"c":{"d":4}}','{c,e}','{"foo":123}'); --> {"a": 1, "b": [0, 1, 2], "c": {"d": 4, "e": {"foo": 123}}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[0,1,2],"c":{"d":4}}','{x,-33}','{"foo":123}'); --> {"a": 1, "b": [0, 1, 2], "c": {"d": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{"a":1,"b":[0,1,2],"c":{"d":4}}','{x,y}','{"foo":123}'); --> {"a": 1, "b": [0, 1, 2], "c": {"d": 4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('{}','{x}','{"foo":123}'); --> {"x": {"foo": 123}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('[]','{0}','{"foo":123}'); --> [{"foo": 123}] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('[]','{99}','{"foo":123}'); --> [{"foo": 123}] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set('[]','{-99}','{"foo":123}'); --> [{"foo": 123}] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}','{b}','5') ; --> {"a": 1, "b": 5} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}','{d}','6', true) ; --> {"a": 1, "b": 2, "d": 6} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}','{b}',null); --> {"a": 1, "b": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}','{d}',null,true); --> {"a": 1, "b": 2, "d": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}', '{b}', null, null_value_treatment => 'return_target'); --> {"a": 1, "b": 2} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}', '{b}', null, null_value_treatment => 'delete_key'); --> {"a": 1} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_set_lax('{"a":1,"b":2}', '{b}', null, null_value_treatment => 'use_json_null'); --> {"a": 1, "b": null} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 1}', '"new_value"'); --> {"a": [0, "new_value", 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 1}', '"new_value"', true); --> {"a": [0, 1, "new_value", 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": {"b": {"c": [0, 1, "test1", "test2"]}}}', '{a, b, c, 2}', '"new_value"'); --> {"a": {"b": {"c": [0, 1, "new_value", "test1", "test2"]}}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": {"b": {"c": [0, 1, "test1", "test2"]}}}', '{a, b, c, 2}', '"new_value"', true); --> {"a": {"b": {"c": [0, 1, "test1", "new_value", "test2"]}}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 1}', '{"b": "value"}'); --> {"a": [0, {"b": "value"}, 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 1}', '["value1", "value2"]'); --> {"a": [0, ["value1", "value2"], 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 0}', '"new_value"'); --> {"a": ["new_value", 0, 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 0}', '"new_value"', true); --> {"a": [0, "new_value", 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 2}', '"new_value"'); --> {"a": [0, 1, "new_value", 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 2}', '"new_value"', true); --> {"a": [0, 1, 2, "new_value"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, -1}', '"new_value"'); --> {"a": [0, 1, "new_value", 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, -1}', '"new_value"', true); --> {"a": [0, 1, 2, "new_value"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('[]', '{1}', '"new_value"'); --> ["new_value"] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('[]', '{1}', '"new_value"', true); --> ["new_value"] -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": []}', '{a, 1}', '"new_value"'); --> {"a": ["new_value"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": []}', '{a, 1}', '"new_value"', true); --> {"a": ["new_value"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, 10}', '"new_value"'); --> {"a": [0, 1, 2, "new_value"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": [0,1,2]}', '{a, -10}', '"new_value"'); --> {"a": ["new_value", 0, 1, 2]} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": {"b": "value"}}', '{a, c}', '"new_value"'); --> {"a": {"b": "value", "c": "new_value"}} -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_insert('{"a": {"b": "value"}}', '{a, c}', '"new_value"', true); --> {"a": {"b": "value", "c": "new_value"}} -- not: EXPRESSION_UNKNOWN_FUNCTION
('123'::jsonb)['a']; --> 
('123'::jsonb)[0]; --> 
('123'::jsonb)[NULL]; --> 
('{"a": 1}'::jsonb)['a']; --> 1
('{"a": 1}'::jsonb)[0]; --> 
('{"a": 1}'::jsonb)['not_exist']; --> 
('{"a": 1}'::jsonb)[NULL]; --> 
('[1, "2", null]'::jsonb)['a']; --> 
('[1, "2", null]'::jsonb)[0]; --> 1
('[1, "2", null]'::jsonb)['1']; --> "2"
('[1, "2", null]'::jsonb)[1.0]; --> error
('[1, "2", null]'::jsonb)[2]; --> null
('[1, "2", null]'::jsonb)[3]; --> 
('[1, "2", null]'::jsonb)[-2]; --> "2"
('[1, "2", null]'::jsonb)[1]['a']; --> 
('[1, "2", null]'::jsonb)[1][0]; --> 
('{"a": 1, "b": "c", "d": [1, 2, 3]}'::jsonb)['b']; --> "c"
('{"a": 1, "b": "c", "d": [1, 2, 3]}'::jsonb)['d']; --> [1, 2, 3]
('{"a": 1, "b": "c", "d": [1, 2, 3]}'::jsonb)['d'][1]; --> 2
('{"a": 1, "b": "c", "d": [1, 2, 3]}'::jsonb)['d']['a']; --> 
('{"a": {"a1": {"a2": "aaa"}}, "b": "bbb", "c": "ccc"}'::jsonb)['a']['a1']; --> {"a2": "aaa"}
('{"a": {"a1": {"a2": "aaa"}}, "b": "bbb", "c": "ccc"}'::jsonb)['a']['a1']['a2']; --> "aaa"
('{"a": {"a1": {"a2": "aaa"}}, "b": "bbb", "c": "ccc"}'::jsonb)['a']['a1']['a2']['a3']; --> 
('{"a": ["a1", {"b1": ["aaa", "bbb", "ccc"]}], "b": "bb"}'::jsonb)['a'][1]['b1']; --> ["aaa", "bbb", "ccc"]
('{"a": ["a1", {"b1": ["aaa", "bbb", "ccc"]}], "b": "bb"}'::jsonb)['a'][1]['b1'][2]; --> "ccc"
('{"a": 1}'::jsonb)['a':'b']; --> error
('[1, "2", null]'::jsonb)[1:2]; --> error
('[1, "2", null]'::jsonb)[:2]; --> error
('[1, "2", null]'::jsonb)[1:]; --> error
('[1, "2", null]'::jsonb)[:]; --> error
to_tsvector('{"a": "aaa bbb ddd ccc", "b": ["eee fff ggg"], "c": {"d": "hhh iii"}}'::jsonb); --> 'aaa':1 'bbb':2 'ccc':4 'ddd':3 'eee':6 'fff':7 'ggg':8 'hhh':10 'iii':11 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('simple', '{"a": "aaa bbb ddd ccc", "b": ["eee fff ggg"], "c": {"d": "hhh iii"}}'::jsonb); --> 'aaa':1 'bbb':2 'ccc':4 'ddd':3 'eee':6 'fff':7 'ggg':8 'hhh':10 'iii':11 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('english', '{"a": "aaa in bbb ddd ccc", "b": ["the eee fff ggg"], "c": {"d": "hhh. iii"}}'::jsonb); --> 'aaa':1 'bbb':3 'ccc':5 'ddd':4 'eee':8 'fff':9 'ggg':10 'hhh':12 'iii':13 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('english', '{"a": "aaa in bbb ddd ccc", "b": 123, "c": 456}'::jsonb); --> 'aaa':1 'bbb':3 'ccc':5 'ddd':4 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"all"'); --> '123':8 '456':12 'aaa':2 'b':6 'bbb':4 'c':10 'd':14 'f':18 'fals':20 'g':22 'true':16 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"key"'); --> 'b':2 'c':4 'd':6 'f':8 'g':10 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"string"'); --> 'aaa':1 'bbb':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"numeric"'); --> '123':1 '456':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '"boolean"'); --> 'fals':3 'true':1 -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '["string", "numeric"]'); --> '123':5 '456':7 'aaa':1 'bbb':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('""'::jsonb); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('{}'::jsonb); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('[]'::jsonb); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('null'::jsonb); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('""'::jsonb, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('{}'::jsonb, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('[]'::jsonb, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('null'::jsonb, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
jsonb_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::jsonb, '[]'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::jsonb, tsquery('bbb & ddd & hhh')); --> {"a": "aaa <b>bbb</b>", "b": {"c": "ccc <b>ddd</b> fff", "c1": "ccc1 ddd1"}, "d": ["ggg <b>hhh</b>", "iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('english', '{"a": "aaa bbb", "b": {"c": "ccc ddd fff"}, "d": ["ggg hhh", "iii jjj"]}'::jsonb, tsquery('bbb & ddd & hhh')); --> {"a": "aaa <b>bbb</b>", "b": {"c": "ccc <b>ddd</b> fff"}, "d": ["ggg <b>hhh</b>", "iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::jsonb, tsquery('bbb & ddd & hhh'), 'StartSel = <, StopSel = >'); --> {"a": "aaa <bbb>", "b": {"c": "ccc <ddd> fff", "c1": "ccc1 ddd1"}, "d": ["ggg <hhh>", "iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('english', '{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::jsonb, tsquery('bbb & ddd & hhh'), 'StartSel = <, StopSel = >'); --> {"a": "aaa <bbb>", "b": {"c": "ccc <ddd> fff", "c1": "ccc1 ddd1"}, "d": ["ggg <hhh>", "iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('null'::jsonb, tsquery('aaa & bbb')); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{}'::jsonb, tsquery('aaa & bbb')); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('[]'::jsonb, tsquery('aaa & bbb')); --> [] -- not: EXPRESSION_UNKNOWN_FUNCTION
'true'::jsonb::bool; --> t -- not: EXPRESSION_NO_CAST
'null'::jsonb::bool; -->  -- not: EXPRESSION_NO_CAST
'1.0'::jsonb::float; --> 1 -- not: EXPRESSION_NO_CAST
'null'::jsonb::float; -->  -- not: EXPRESSION_NO_CAST
'1.0'::jsonb::float4; --> 1 -- not: EXPRESSION_NO_CAST
'null'::jsonb::float4; -->  -- not: EXPRESSION_NO_CAST
'12345'::jsonb::int2; --> 12345 -- not: EXPRESSION_NO_CAST
'null'::jsonb::int2; -->  -- not: EXPRESSION_NO_CAST
'12345'::jsonb::int4; --> 12345 -- not: EXPRESSION_NO_CAST
'null'::jsonb::int4; -->  -- not: EXPRESSION_NO_CAST
'12345'::jsonb::int8; --> 12345 -- not: EXPRESSION_NO_CAST
'null'::jsonb::int8; -->  -- not: EXPRESSION_NO_CAST
'12345'::jsonb::numeric; --> 12345 -- not: EXPRESSION_NO_CAST
'null'::jsonb::numeric; -->  -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::numeric; --> 12345.05 -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::float4; --> 12345.05 -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::float8; --> 12345.05 -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::int2; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::int4; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.05'::jsonb::int8; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::numeric; --> 12345.0000000000000000000000000000000000000000000005 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::float4; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::float8; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::int2; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::int4; --> 12345 -- not: EXPRESSION_NO_CAST
'12345.0000000000000000000000000000000000000000000005'::jsonb::int8; --> 12345 -- not: EXPRESSION_NO_CAST
