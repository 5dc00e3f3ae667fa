package io.spidergate.llm.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.json.Span;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One pass over the bytes of a completion or chunk: collects the facts and notes where the value
/// of `model` lies, so that it can be replaced without writing the rest anew.
final class AnswerScan {

    private final Pieces text = new Pieces();
    private final Pieces reasoning = new Pieces();
    private String id = "";
    private String model = "";
    private long created;
    private Span modelSpan = Span.ABSENT;
    private Span usageSpan = Span.ABSENT;
    private Span wordsSpan = Span.ABSENT;
    private int said;
    private int choices = -1;
    private int toolArguments;
    private boolean toolCalls;
    private @Nullable String finishReason;
    private @Nullable Usage usage;
    private @Nullable UpstreamError error;

    /// @throws IOException if the bytes are not one JSON object
    static AnswerScan of(byte[] json, int offset, int length) throws IOException {
        AnswerScan scan = new AnswerScan();
        try (JsonParser parser = Json.FACTORY.createParser(json, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                scan.topLevel(field, parser, parser.nextToken());
            }
            if (parser.nextToken() != null) {
                throw new IOException("more bytes after the JSON object");
            }
        }
        return scan;
    }

    /// Absent `choices` make it something else than an answer.
    boolean hasChoices() {
        return choices >= 0;
    }

    @Nullable UpstreamError error() {
        return error;
    }

    AnswerFacts facts() {
        return new AnswerFacts(
                id,
                created,
                model,
                Math.max(0, choices),
                text.toString(),
                reasoning.toString(),
                toolArguments,
                toolCalls,
                Optional.ofNullable(finishReason),
                Optional.ofNullable(usage));
    }

    Span modelSpan() {
        return modelSpan;
    }

    Span usageSpan() {
        return usageSpan;
    }

    /// Where the one text is that was said, quotes included; absent where something else was said
    /// too.
    Span wordsSpan() {
        boolean onlyWords =
                said == 1
                        && choices == 1
                        && !toolCalls
                        && finishReason == null
                        && usage == null
                        && error == null;
        return onlyWords ? wordsSpan : Span.ABSENT;
    }

    private void topLevel(String field, JsonParser parser, JsonToken token) throws IOException {
        switch (field) {
            case "id" -> id = string(parser, token);
            case "model" -> model(parser, token);
            case "choices" -> choices(parser, token);
            case "created" ->
                    created = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
            case "usage" -> {
                long start = parser.currentTokenLocation().getByteOffset();
                usage(parser, token);
                usageSpan = usage == null ? Span.ABSENT : spanTo(parser, start);
            }
            case "x_groq" -> groq(parser, token);
            case "error" -> error(parser, token);
            default -> parser.skipChildren();
        }
    }

    private void model(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            long start = parser.currentTokenLocation().getByteOffset();
            model = parser.getText();
            modelSpan = spanTo(parser, start);
            return;
        }
        parser.skipChildren();
    }

    private static Span spanTo(JsonParser parser, long start) {
        long end = parser.currentLocation().getByteOffset();
        return new Span(Math.toIntExact(start), Math.toIntExact(end));
    }

    private void choices(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        choices = 0;
        for (JsonToken at = parser.nextToken();
                at != JsonToken.END_ARRAY;
                at = parser.nextToken()) {
            choices++;
            choice(parser, at);
        }
    }

    private void choice(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "delta", "message" -> message(parser, value);
                case "finish_reason" -> finishReason = orEarlier(string(parser, value));
                case "text" -> say(text, string(parser, value));
                default -> parser.skipChildren();
            }
        }
    }

    private void say(Pieces where, String what) {
        said += what.isEmpty() ? 0 : 1;
        where.add(what);
    }

    private @Nullable String orEarlier(String reason) {
        return reason.isEmpty() ? finishReason : reason;
    }

    private void message(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "content" -> content(parser, value);
                case "refusal" -> say(text, string(parser, value));
                case "reasoning", "reasoning_content" -> say(reasoning, string(parser, value));
                case "tool_calls" -> toolCalls(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    /// Magistral answers with an array of text and thinking parts.
    private void content(JsonParser parser, JsonToken token) throws IOException {
        said++;
        if (token == JsonToken.VALUE_STRING) {
            long start = parser.currentTokenLocation().getByteOffset();
            text.add(parser.getText());
            wordsSpan = spanTo(parser, start);
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        JsonNode parts = parser.readValueAsTree();
        for (JsonNode part : parts) {
            text.add(part.path("text").asText(""));
            for (JsonNode thought : part.path("thinking")) {
                reasoning.add(thought.path("text").asText(""));
            }
        }
    }

    private void toolCalls(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        JsonNode calls = parser.readValueAsTree();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            toolArguments += function.path("name").asText("").length();
            toolArguments += function.path("arguments").asText("").length();
            toolCalls = true;
        }
    }

    private void usage(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        JsonNode counts = parser.readValueAsTree();
        ChatUsage.read(counts).ifPresent(counted -> usage = counted);
    }

    /// Groq puts usage here on streams, asked for or not; it also reports a failed stream here.
    private void groq(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("usage")) {
                usage(parser, value);
            } else if (field.equals("error")) {
                error(parser, value);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void error(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        JsonNode value = parser.readValueAsTree();
        if (value.isObject() || value.isTextual()) {
            error = UpstreamError.ofErrorField(value);
        }
    }

    private static String string(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }
}
