'""'::json; --> ""
$$''$$::json; --> error
'"abc"'::json; --> "abc"
'"abc'::json; --> error
'"\n\"\\"'::json; --> "\n\"\\"
'"\v"'::json; --> error
('"'||repeat('.', 12)||'abc"')::json; --> "............abc"
('"'||repeat('.', 12)||'abc\n"')::json; --> "............abc\n"
'1'::json; --> 1
'0'::json; --> 0
'01'::json; --> error
'0.1'::json; --> 0.1
'9223372036854775808'::json; --> 9223372036854775808
'1e100'::json; --> 1e100
'1.3e100'::json; --> 1.3e100
'1f2'::json; --> error
'0.x1'::json; --> error
'1.3ex100'::json; --> error
'[]'::json; --> []
'[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]'::json; --> [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
'[1,2]'::json; --> [1,2]
'[1,2,]'::json; --> error
'[1,2'::json; --> error
'[1,[2]'::json; --> error
'{}'::json; --> {}
'{"abc"}'::json; --> error
'{"abc":1}'::json; --> {"abc":1}
'{1:"abc"}'::json; --> error
'{"abc",1}'::json; --> error
'{"abc"=1}'::json; --> error
'{"abc"::1}'::json; --> error
'{"abc":1,"def":2,"ghi":[3,4],"hij":{"klm":5,"nop":[6]}}'::json; --> {"abc":1,"def":2,"ghi":[3,4],"hij":{"klm":5,"nop":[6]}}
'{"abc":1:2}'::json; --> error
'{"abc":1,3}'::json; --> error
repeat('[', 10000)::json; --> error
repeat('{"a":', 10000)::json; --> error
'true'::json; --> true
'false'::json; --> false
'null'::json; --> null
' true '::json; --> true
'true false'::json; --> error
'true, false'::json; --> error
'truf'::json; --> error
'trues'::json; --> error
''::json; --> error
'    '::json; --> error
pg_input_is_valid('{"a":true}', 'json'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
pg_input_is_valid('{"a":true', 'json'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
array_to_json(array(select 1 as a)); --> [1] -- not: EXPRESSION_NOT_ALLOWED
array_to_json('{{1,5},{99,100}}'::int[]); --> [[1,5],[99,100]] -- not: EXPRESSION_LITERAL
row_to_json(row(1,'foo')); --> {"f1":1,"f2":"foo"} -- not: EXPRESSION_NOT_ALLOWED
row_to_json(row((select array_agg(x) as d from generate_series(5,10) x)),false); --> {"f1":[5,6,7,8,9,10]} -- not: EXPRESSION_NOT_ALLOWED
to_json(timestamp '2014-05-28 12:22:35.614298'); --> "2014-05-28T12:22:35.614298"
to_json(timestamptz '2014-05-28 12:22:35.614298-04'); --> "2014-05-29T02:52:35.614298+10:30" -- not: another time zone or style
to_json(timestamptz '2014-05-28 12:22:35.614298-04'); --> "2014-05-28T08:22:35.614298-08:00" -- not: another time zone or style
to_json(date '2014-05-28'); --> "2014-05-28"
to_json(date 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_json(date '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
to_json(timestamp 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_json(timestamp '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
to_json(timestamptz 'Infinity'); --> "infinity" -- not: VALUE_INVALID_DATE
to_json(timestamptz '-Infinity'); --> "-infinity" -- not: VALUE_INVALID_DATE
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> null::text; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> null::int; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> 1; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> -1; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> 'z'; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json -> ''; --> 
'[{"b": "c"}, {"b": "cc"}]'::json -> 1; --> {"b": "cc"}
'[{"b": "c"}, {"b": "cc"}]'::json -> 3; --> 
'[{"b": "c"}, {"b": "cc"}]'::json -> 'z'; --> 
'{"a": "c", "b": null}'::json -> 'b'; --> null
'"foo"'::json -> 1; --> 
'"foo"'::json -> 'z'; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json ->> null::text; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json ->> null::int; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json ->> 1; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json ->> 'z'; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json ->> ''; --> 
'[{"b": "c"}, {"b": "cc"}]'::json ->> 1; --> {"b": "cc"}
'[{"b": "c"}, {"b": "cc"}]'::json ->> 3; --> 
'[{"b": "c"}, {"b": "cc"}]'::json ->> 'z'; --> 
'{"a": "c", "b": null}'::json ->> 'b'; --> 
'"foo"'::json ->> 1; --> 
'"foo"'::json ->> 'z'; --> 
json_array_length('[1,2,3,{"f1":1,"f2":[5,6]},4]'); --> 5
json_array_length('[]'); --> 0
json_array_length('{"f1":1,"f2":[5,6]}'); --> error
json_array_length('4'); --> error
json_extract_path('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f4','f6'); --> "stringy" -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f2'); --> {"f3":1} -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',0::text); --> "f3" -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',1::text); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f4','f6'); --> stringy -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}','f2'); --> {"f3":1} -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',0::text); --> f3 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}','f2',1::text); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path('{"f2":{"f3":1},"f4":{"f5":null,"f6":"stringy"}}','f4','f5') is null; --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":{"f3":1},"f4":{"f5":null,"f6":"stringy"}}','f4','f5') is null; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path('{"f2":{"f3":1},"f4":[0,1,2,null]}','f4','3') is null; --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
json_extract_path_text('{"f2":{"f3":1},"f4":[0,1,2,null]}','f4','3') is null; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::json#>array['f4','f6']; --> "stringy"
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::json#>array['f2']; --> {"f3":1}
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::json#>array['f2','0']; --> "f3"
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::json#>array['f2','1']; --> 1
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::json#>>array['f4','f6']; --> stringy
'{"f2":{"f3":1},"f4":{"f5":99,"f6":"stringy"}}'::json#>>array['f2']; --> {"f3":1}
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::json#>>array['f2','0']; --> f3
'{"f2":["f3",1],"f4":{"f5":99,"f6":"stringy"}}'::json#>>array['f2','1']; --> 1
'{"a": {"b":{"c": "foo"}}}'::json #> '{}'; --> {"a": {"b":{"c": "foo"}}}
'[1,2,3]'::json #> '{}'; --> [1,2,3]
'"foo"'::json #> '{}'; --> "foo"
'42'::json #> '{}'; --> 42
'null'::json #> '{}'; --> null
'{"a": {"b":{"c": "foo"}}}'::json #> array['a']; --> {"b":{"c": "foo"}}
'{"a": {"b":{"c": "foo"}}}'::json #> array['a', null]; --> 
'{"a": {"b":{"c": "foo"}}}'::json #> array['a', '']; --> 
'{"a": {"b":{"c": "foo"}}}'::json #> array['a','b']; --> {"c": "foo"}
'{"a": {"b":{"c": "foo"}}}'::json #> array['a','b','c']; --> "foo"
'{"a": {"b":{"c": "foo"}}}'::json #> array['a','b','c','d']; --> 
'{"a": {"b":{"c": "foo"}}}'::json #> array['a','z','c']; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json #> array['a','1','b']; --> "cc"
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json #> array['a','z','b']; --> 
'[{"b": "c"}, {"b": "cc"}]'::json #> array['1','b']; --> "cc"
'[{"b": "c"}, {"b": "cc"}]'::json #> array['z','b']; --> 
'[{"b": "c"}, {"b": null}]'::json #> array['1','b']; --> null
'"foo"'::json #> array['z']; --> 
'42'::json #> array['f2']; --> 
'42'::json #> array['0']; --> 
'{"a": {"b":{"c": "foo"}}}'::json #>> '{}'; --> {"a": {"b":{"c": "foo"}}}
'[1,2,3]'::json #>> '{}'; --> [1,2,3]
'"foo"'::json #>> '{}'; --> foo
'42'::json #>> '{}'; --> 42
'null'::json #>> '{}'; --> 
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a']; --> {"b":{"c": "foo"}}
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a', null]; --> 
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a', '']; --> 
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a','b']; --> {"c": "foo"}
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a','b','c']; --> foo
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a','b','c','d']; --> 
'{"a": {"b":{"c": "foo"}}}'::json #>> array['a','z','c']; --> 
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json #>> array['a','1','b']; --> cc
'{"a": [{"b": "c"}, {"b": "cc"}]}'::json #>> array['a','z','b']; --> 
'[{"b": "c"}, {"b": "cc"}]'::json #>> array['1','b']; --> cc
'[{"b": "c"}, {"b": "cc"}]'::json #>> array['z','b']; --> 
'[{"b": "c"}, {"b": null}]'::json #>> array['1','b']; --> 
'"foo"'::json #>> array['z']; --> 
'42'::json #>> array['f2']; --> 
'42'::json #>> array['0']; --> 
json_populate_record(row(1,2), '{"f1": 0, "f2": 1}'); --> (0,1) -- not: EXPRESSION_NOT_ALLOWED
json_populate_record(null::j_ordered_pair, '{"x": 0, "y": 1}'); --> (0,1) -- not: another time zone or style
json_populate_record(row(1,2)::j_ordered_pair, '{"x": 0}'); --> (0,2) -- not: another time zone or style
json_populate_recordset(row(1,2), '[{"f1": 0, "f2": 1}]'); --> (0,1) -- not: another time zone or style
json_populate_recordset(null::j_ordered_pair, '[{"x": 0, "y": 1}]'); --> (0,1) -- not: another time zone or style
json_build_array('a',1,'b',1.2,'c',true,'d',null,'e',json '{"x": 3, "y": [1,2,3]}'); --> ["a", 1, "b", 1.2, "c", true, "d", null, "e", {"x": 3, "y": [1,2,3]}]
json_build_array('a', NULL); --> ["a", null]
json_build_array(VARIADIC NULL::text[]); -->  -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC '{}'::text[]); --> [] -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC '{a,b,c}'::text[]); --> ["a", "b", "c"] -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC ARRAY['a', NULL]::text[]); --> ["a", null] -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC '{1,2,3,4}'::text[]); --> ["1", "2", "3", "4"] -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC '{1,2,3,4}'::int[]); --> [1, 2, 3, 4] -- not: EXPRESSION_NOT_ALLOWED
json_build_array(VARIADIC '{{1,4},{2,5},{3,6}}'::int[][]); --> [1, 4, 2, 5, 3, 6] -- not: EXPRESSION_NOT_ALLOWED
json_build_object('a',1,'b',1.2,'c',true,'d',null,'e',json '{"x": 3, "y": [1,2,3]}'); --> {"a" : 1, "b" : 1.2, "c" : true, "d" : null, "e" : {"x": 3, "y": [1,2,3]}}
json_build_object( 'a', json_build_object('b',false,'c',99), 'd', json_build_object('e',array[9,8,7]::int[], 'f', (select row_to_json(r) from ( select relkind, oid::regclass as name from pg_class where relname = 'pg_class') r))); --> {"a" : {"b" : false, "c" : 99}, "d" : {"e" : [9,8,7], "f" : {"relkind":"r","name":"pg_class"}}} -- not: EXPRESSION_NOT_ALLOWED
json_build_object('{a,b,c}'::text[]); --> error
json_build_object('{a,b,c}'::text[], '{d,e,f}'::text[]); --> error
json_build_object('a', 'b', 'c'); --> error
json_build_object(NULL, 'a'); --> error
json_build_object('a', NULL); --> {"a" : null}
json_build_object(VARIADIC NULL::text[]); -->  -- not: EXPRESSION_NOT_ALLOWED
json_build_object(VARIADIC '{}'::text[]); --> {} -- not: EXPRESSION_NOT_ALLOWED
json_build_object(VARIADIC ARRAY['a', NULL]::text[]); --> {"a" : null} -- not: EXPRESSION_NOT_ALLOWED
json_build_object(VARIADIC '{1,2,3,4}'::text[]); --> {"1" : "2", "3" : "4"} -- not: EXPRESSION_NOT_ALLOWED
json_build_object(VARIADIC '{1,2,3,4}'::int[]); --> {"1" : 2, "3" : 4} -- not: EXPRESSION_NOT_ALLOWED
json_build_object(VARIADIC '{{1,4},{2,5},{3,6}}'::int[][]); --> {"1" : 4, "2" : 5, "3" : 6} -- not: EXPRESSION_NOT_ALLOWED
json_build_array(); --> []
json_build_object(); --> {}
json_build_object(1,2); --> {"1" : 2}
json_build_object(null,2); --> error
json_build_object(json '{"a":1,"b":2}', 3); --> error
json_build_object('{1,2,3}'::int[], 3); --> error
json_object('{}'); --> {} -- not: EXPRESSION_NOT_ALLOWED
json_object('{}', '{}'); --> {} -- not: EXPRESSION_NOT_ALLOWED
json_object('{a,1,b,2,3,NULL,"d e f","a b c"}'); --> {"a" : "1", "b" : "2", "3" : null, "d e f" : "a b c"} -- not: EXPRESSION_NOT_ALLOWED
json_object('{{a,1},{b,2},{3,NULL},{"d e f","a b c"}}'); --> {"a" : "1", "b" : "2", "3" : null, "d e f" : "a b c"} -- not: EXPRESSION_NOT_ALLOWED
json_object('{a,b,c,"d e f"}','{1,2,3,"a b c"}'); --> {"a" : "1", "b" : "2", "c" : "3", "d e f" : "a b c"} -- not: EXPRESSION_NOT_ALLOWED
json_object('{a,b,"","d e f"}','{1,2,3,"a b c"}'); --> {"a" : "1", "b" : "2", "" : "3", "d e f" : "a b c"} -- not: EXPRESSION_NOT_ALLOWED
json_strip_nulls(null); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('1'); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('"a string"'); --> "a string" -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('null'); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('[1,2,null,3,4]'); --> [1,2,null,3,4] -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('{"a":1,"b":null,"c":[2,null,3],"d":{"e":4,"f":null}}'); --> {"a":1,"c":[2,null,3],"d":{"e":4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('[1,{"a":1,"b":null,"c":2},3]'); --> [1,{"a":1,"c":2},3] -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('{"a": {"b": null, "c": null}, "d": {} }'); --> {"a":{},"d":{}} -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls(null, true); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('1', true); --> 1 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('"a string"', true); --> "a string" -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('null', true); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('[1,2,null,3,4]', true); --> [1,2,3,4] -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('{"a":1,"b":null,"c":[2,null,3],"d":{"e":4,"f":null}}', true); --> {"a":1,"c":[2,3],"d":{"e":4}} -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('[1,{"a":1,"b":null,"c":2},3]', true); --> [1,{"a":1,"c":2},3] -- not: EXPRESSION_UNKNOWN_FUNCTION
json_strip_nulls('{"a": {"b": null, "c": null}, "d": {} }', true); --> {"a":{},"d":{}} -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('{"a": "aaa bbb ddd ccc", "b": ["eee fff ggg"], "c": {"d": "hhh iii"}}'::json); --> 'aaa':1 'bbb':2 'ccc':4 'ddd':3 'eee':6 'fff':7 'ggg':8 'hhh':10 'iii':11 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('simple', '{"a": "aaa bbb ddd ccc", "b": ["eee fff ggg"], "c": {"d": "hhh iii"}}'::json); --> 'aaa':1 'bbb':2 'ccc':4 'ddd':3 'eee':6 'fff':7 'ggg':8 'hhh':10 'iii':11 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('english', '{"a": "aaa in bbb ddd ccc", "b": ["the eee fff ggg"], "c": {"d": "hhh. iii"}}'::json); --> 'aaa':1 'bbb':3 'ccc':5 'ddd':4 'eee':8 'fff':9 'ggg':10 'hhh':12 'iii':13 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('english', '{"a": "aaa in bbb ddd ccc", "b": 123, "c": 456}'::json); --> 'aaa':1 'bbb':3 'ccc':5 'ddd':4 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '"all"'); --> '123':8 '456':12 'aaa':2 'b':6 'bbb':4 'c':10 'd':14 'f':18 'fals':20 'g':22 'true':16 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '"key"'); --> 'b':2 'c':4 'd':6 'f':8 'g':10 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '"string"'); --> 'aaa':1 'bbb':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '"numeric"'); --> '123':1 '456':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '"boolean"'); --> 'fals':3 'true':1 -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '["string", "numeric"]'); --> '123':5 '456':7 'aaa':1 'bbb':3 -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('""'::json); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('{}'::json); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('[]'::json); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
to_tsvector('null'::json); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('""'::json, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('{}'::json, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('[]'::json, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('null'::json, '"all"'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
json_to_tsvector('english', '{"a": "aaa in bbb", "b": 123, "c": 456, "d": true, "f": false, "g": null}'::json, '[]'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::json, tsquery('bbb & ddd & hhh')); --> {"a":"aaa <b>bbb</b>","b":{"c":"ccc <b>ddd</b> fff","c1":"ccc1 ddd1"},"d":["ggg <b>hhh</b>","iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('english', '{"a": "aaa bbb", "b": {"c": "ccc ddd fff"}, "d": ["ggg hhh", "iii jjj"]}'::json, tsquery('bbb & ddd & hhh')); --> {"a":"aaa <b>bbb</b>","b":{"c":"ccc <b>ddd</b> fff"},"d":["ggg <b>hhh</b>","iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::json, tsquery('bbb & ddd & hhh'), 'StartSel = <, StopSel = >'); --> {"a":"aaa <bbb>","b":{"c":"ccc <ddd> fff","c1":"ccc1 ddd1"},"d":["ggg <hhh>","iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('english', '{"a": "aaa bbb", "b": {"c": "ccc ddd fff", "c1": "ccc1 ddd1"}, "d": ["ggg hhh", "iii jjj"]}'::json, tsquery('bbb & ddd & hhh'), 'StartSel = <, StopSel = >'); --> {"a":"aaa <bbb>","b":{"c":"ccc <ddd> fff","c1":"ccc1 ddd1"},"d":["ggg <hhh>","iii jjj"]} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('null'::json, tsquery('aaa & bbb')); --> null -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('{}'::json, tsquery('aaa & bbb')); --> {} -- not: EXPRESSION_UNKNOWN_FUNCTION
ts_headline('[]'::json, tsquery('aaa & bbb')); --> [] -- not: EXPRESSION_UNKNOWN_FUNCTION
