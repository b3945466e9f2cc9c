'bbbbb' ~ '^([bc])\1*$'; --> t -- not: EXPRESSION_CONSTANT
'ccc' ~ '^([bc])\1*$'; --> t -- not: EXPRESSION_CONSTANT
'xxx' ~ '^([bc])\1*$'; --> f -- not: EXPRESSION_CONSTANT
'bbc' ~ '^([bc])\1*$'; --> f -- not: EXPRESSION_CONSTANT
'b' ~ '^([bc])\1*$'; --> t -- not: EXPRESSION_CONSTANT
'abc abc abc' ~ '^(\w+)( \1)+$'; --> t -- not: EXPRESSION_CONSTANT
'abc abd abc' ~ '^(\w+)( \1)+$'; --> f -- not: EXPRESSION_CONSTANT
'abc abc abd' ~ '^(\w+)( \1)+$'; --> f -- not: EXPRESSION_CONSTANT
'abc abc abc' ~ '^(.+)( \1)+$'; --> t -- not: EXPRESSION_CONSTANT
'abc abd abc' ~ '^(.+)( \1)+$'; --> f -- not: EXPRESSION_CONSTANT
'abc abc abd' ~ '^(.+)( \1)+$'; --> f -- not: EXPRESSION_CONSTANT
substring('asd TO foo' from ' TO (([a-z0-9._]+|"([^"]+|"")+")+)'); --> foo
substring('a' from '((a))+'); --> a
substring('a' from '((a)+)'); --> a
regexp_match('abc', ''); --> {""}
regexp_match('abc', 'bc'); --> {bc}
regexp_match('abc', 'd') is null; --> t
regexp_match('abc', '(B)(c)', 'i'); --> {b,c}
regexp_match('abc', 'Bd', 'ig'); --> error
regexp_matches('ab', 'a(?=b)b*'); --> {ab} -- not: another time zone or style
regexp_matches('abc', 'a(?=b)b*(?=c)c*'); --> {abc} -- not: another time zone or style
regexp_matches('a', 'a(?!b)b*'); --> {a} -- not: another time zone or style
regexp_matches('b', '(?=b)b'); --> {b} -- not: another time zone or style
regexp_matches('abb', '(?<=a)b*'); --> {bb} -- not: another time zone or style
regexp_matches('a', 'a(?<=a)b*'); --> {a} -- not: another time zone or style
regexp_matches('abc', 'a(?<=a)b*(?<=b)c*'); --> {abc} -- not: another time zone or style
regexp_matches('ab', 'a(?<=a)b*(?<=b)c*'); --> {ab} -- not: another time zone or style
regexp_matches('ab', 'a*(?<!a)b*'); --> {""} -- not: another time zone or style
regexp_matches('b', 'a*(?<!a)b+'); --> {b} -- not: another time zone or style
regexp_matches('foobar', '(?<=foo)b+'); --> {b} -- not: another time zone or style
regexp_matches('foobar', '(?<=oo)b+'); --> {b} -- not: another time zone or style
'xz' ~ 'x(?=[xy])'; --> f -- not: EXPRESSION_CONSTANT
'xy' ~ 'x(?=[xy])'; --> t -- not: EXPRESSION_CONSTANT
'xz' ~ 'x(?![xy])'; --> t -- not: EXPRESSION_CONSTANT
'xy' ~ 'x(?![xy])'; --> f -- not: EXPRESSION_CONSTANT
'x'  ~ 'x(?![xy])'; --> t -- not: EXPRESSION_CONSTANT
'xyy' ~ '(?<=[xy])yy+'; --> t -- not: EXPRESSION_CONSTANT
'zyy' ~ '(?<=[xy])yy+'; --> f -- not: EXPRESSION_CONSTANT
'xyy' ~ '(?<![xy])yy+'; --> f -- not: EXPRESSION_CONSTANT
'zyy' ~ '(?<![xy])yy+'; --> t -- not: EXPRESSION_CONSTANT
'a' ~ '($|^)*'; --> t
'a' ~ '(^)+^'; --> t
'a' ~ '$($$)+'; --> t
'a' ~ '($^)+'; --> f
'a' ~ '(^$)*'; --> t
'aa bb cc' ~ '(^(?!aa))+'; --> f -- not: EXPRESSION_CONSTANT
'aa x' ~ '(^(?!aa)(?!bb)(?!cc))+'; --> f -- not: EXPRESSION_CONSTANT
'bb x' ~ '(^(?!aa)(?!bb)(?!cc))+'; --> f -- not: EXPRESSION_CONSTANT
'cc x' ~ '(^(?!aa)(?!bb)(?!cc))+'; --> f -- not: EXPRESSION_CONSTANT
'dd x' ~ '(^(?!aa)(?!bb)(?!cc))+'; --> t -- not: EXPRESSION_CONSTANT
'a' ~ '((((((a)*)*)*)*)*)*'; --> t
'a' ~ '((((((a+|)+|)+|)+|)+|)+|)'; --> t
'x' ~ 'abcd(\m)+xyz'; --> f
'a' ~ '^abcd*(((((^(a c(e?d)a+|)+|)+|)+|)+|a)+|)'; --> f
'x' ~ 'a^(^)bcd*xy(((((($a+|)+|)+|)+$|)+|)+|)^$'; --> f
'x' ~ 'xyz(\Y\Y)+'; --> f
'x' ~ 'x|(?:\M)+'; --> t
'x' ~ repeat('x*y*z*', 1000); --> error
'Programmer' ~ '(\w).*?\1'; --> t -- not: EXPRESSION_CONSTANT
regexp_matches('foo/bar/baz', '^([^/]+?)(?:/([^/]+?))(?:/([^/]+?))?$', ''); --> {foo,bar,baz} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*)(.*)(f*)$'); --> {ll,mmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*){1,1}(.*)(f*)$'); --> {ll,mmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*){1,1}?(.*)(f*)$'); --> {"",llmmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*){1,1}?(.*){1,1}?(f*)$'); --> {"",llmmm,fff} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*?)(.*)(f*)$'); --> {"",llmmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*?){1,1}(.*)(f*)$'); --> {ll,mmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*?){1,1}?(.*)(f*)$'); --> {"",llmmmfff,""} -- not: another time zone or style
regexp_matches('llmmmfff', '^(l*?){1,1}?(.*){1,1}?(f*)$'); --> {"",llmmm,fff} -- not: another time zone or style
'a' ~ '$()|^\1'; --> f -- not: EXPRESSION_CONSTANT
'a' ~ '.. ()|\1'; --> f -- not: EXPRESSION_CONSTANT
'a' ~ '()*\1'; --> t -- not: EXPRESSION_CONSTANT
'a' ~ '()+\1'; --> t -- not: EXPRESSION_CONSTANT
'xxx' ~ '(.){0}(\1)'; --> f -- not: EXPRESSION_CONSTANT
'xxx' ~ '((.)){0}(\2)'; --> f -- not: EXPRESSION_CONSTANT
'xyz' ~ '((.)){0}(\2){0}'; --> t -- not: EXPRESSION_CONSTANT
'abcdef' ~ '^(.)\1|\1.'; --> f -- not: EXPRESSION_CONSTANT
'abadef' ~ '^((.)\2|..)\2'; --> f -- not: EXPRESSION_CONSTANT
regexp_match('xy', '.|...'); --> {x}
regexp_match('xyz', '.|...'); --> {xyz}
regexp_match('xy', '.*'); --> {xy}
regexp_match('fooba', '(?:..)*'); --> {foob}
regexp_match('xyz', repeat('.', 260)); -->  -- not: EXPRESSION_CONSTANT
regexp_match('foo', '(?:.|){99}'); --> {foo}
'xyz' ~ 'x(\w)(?=\1)'; --> error
'xyz' ~ 'x(\w)(?=(\1))'; --> error
'a' ~ '\x7fffffff'; --> error
