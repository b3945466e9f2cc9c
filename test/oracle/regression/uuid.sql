pg_input_is_valid('11', 'uuid'); --> f -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_timestamp(uuidv7('1000 years'::interval)) > now() + '999 years'::interval; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_version('11111111-1111-5111-8111-111111111111'); --> 5 -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_version(gen_random_uuid()); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_version('11111111-1111-1111-1111-111111111111'); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_version(uuidv4()); --> 4 -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_version(uuidv7()); --> 7 -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_timestamp('C232AB00-9414-11EC-B3C8-9F6BDECED846') = 'Tuesday, February 22, 2022 2:22:22.00 PM GMT+05:00'; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_timestamp('017F22E2-79B0-7CC3-98C4-DC0C0C07398F') = 'Tuesday, February 22, 2022 2:22:22.00 PM GMT+05:00'; --> t -- not: EXPRESSION_UNKNOWN_FUNCTION
uuid_extract_timestamp(gen_random_uuid()); -->  -- not: EXPRESSION_UNKNOWN_FUNCTION
