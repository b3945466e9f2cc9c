U&'\0061\0308bc' <> U&'\00E4bc' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
unicode_version() IS NOT NULL; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
unicode_assigned(U&'abc'); --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
unicode_assigned(U&'abc\+10FFFF'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
normalize(''); --> 
normalize(U&'\0061\0308\24D1c') = U&'\00E4\24D1c' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\0061\0308\24D1c', NFC) = U&'\00E4\24D1c' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\00E4bc', NFC) = U&'\00E4bc' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\00E4\24D1c', NFD) = U&'\0061\0308\24D1c' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\0061\0308\24D1c', NFKC) = U&'\00E4bc' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\00E4\24D1c', NFKD) = U&'\0061\0308bc' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
"normalize"('abc', 'def'); --> error
U&'\00E4\24D1c' IS NORMALIZED; --> t
U&'\00E4\24D1c' IS NFC NORMALIZED; --> t
is_normalized('abc', 'def'); --> error
normalize(U&'\1100\1161', NFC) = U&'\AC00' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\1112\1175', NFC) = U&'\D788' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\AC00\11A8', NFC) = U&'\AC01' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\AC00\11C2', NFC) = U&'\AC1B' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\D788\11A8', NFC) = U&'\D789' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\1100\1161\11A8', NFC) = U&'\AC01' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\1112\1175\11C2', NFC) = U&'\D7A3' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\AC00\11A7', NFC) = U&'\AC00\11A7' COLLATE "C"; --> t -- not: another time zone or style
normalize(U&'\1100\1161\11A7', NFC) = U&'\AC00\11A7' COLLATE "C"; --> t -- not: another time zone or style
normalize(U&'\AC00', NFD) = U&'\1100\1161' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\AC01', NFD) = U&'\1100\1161\11A8' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
normalize(U&'\D7A3', NFD) = U&'\1112\1175\11C2' COLLATE "C"; --> t -- not: EXPRESSION_NOT_ALLOWED
