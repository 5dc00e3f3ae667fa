package io.spidergate.llm.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How JSON of others is read: bounded in depth, wide enough for pictures inside of strings.
final class Json {

    /// Far above any honest tool schema, far below what would exhaust a stack.
    static final int MAX_DEPTH = 500;

    private static final int MAX_STRING = 64 * 1024 * 1024;

    static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static final JsonFactory FACTORY = MAPPER.getFactory();

    private Json() {}
}
