package io.spidergate.llm.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.TokenEstimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is kept as bytes means what it would have meant as characters.
class LongTextTest {

    private static final String[] PIECES = {
        "plain words of a prompt, ",
        "\n",
        "\"",
        "\\",
        "/",
        "\u0001",
        "é",
        "Ж",
        "\u1FFF",
        "\u2E7F",
        "\u2E80",
        "漢字",
        "\uFFFD",
        "😀",
        "{\"a\":[1]}",
        "x".repeat(40)
    };

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void aLongTextStaysBytesAndAShortOneDoesNot() {
        ObjectNode body = parsed("{\"long\":\"%s\",\"short\":\"abc\"}".formatted("x".repeat(300)));

        assertThat(body.get("long")).isInstanceOf(LongText.class);
        assertThat(body.get("short")).isNotInstanceOf(LongText.class);
        assertThat(body.get("long").isTextual()).isTrue();
        assertThat(body.get("long").asText("else")).isEqualTo("x".repeat(300));
        assertThat(body.get("long"))
                .isEqualTo(parsed("{\"a\":\"%s\"}".formatted("x".repeat(300))).get("a"));
    }

    @Test
    void anyTextReadsAsJacksonReadsItAndCountsAsItsCharactersDo() throws Exception {
        for (int run = 0; run < 3_000; run++) {
            ObjectNode tree = Json.MAPPER.createObjectNode();
            tree.put("first", text()).putArray("list").add(text()).addObject().put("deep", text());
            tree.put("number", random.nextInt()).put("flag", true).putNull("nothing");
            byte[] json = written(tree);

            JsonBody.Parsed parsed = (JsonBody.Parsed) JsonBody.parse(json);

            assertThat(parsed.body().toString()).isEqualTo(tree.toString());
            counts(parsed.body().get("first"));
            counts(parsed.body().get("list").get(0));
            counts(parsed.body().get("list").get(1).get("deep"));
            for (var field : tree.properties()) {
                Span span = parsed.fields().of(field.getKey());
                assertThat(Json.MAPPER.readTree(json, span.start(), span.end() - span.start()))
                        .isEqualTo(field.getValue());
            }
        }
    }

    @Test
    void brokenBytesAreRefusedWhereJacksonRefusesThem() {
        byte[] sound =
                "{\"a\":\"%s\",\"b\":[\"%s\"]}"
                        .formatted("wörds \\n and \\u6f22 ".repeat(30), "漢".repeat(120))
                        .getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < 20_000; run++) {
            byte[] broken = sound.clone();
            int at = random.nextInt(broken.length);
            broken[at] = (byte) random.nextInt(256);

            JsonBody read = JsonBody.parse(broken);

            assertThat(read instanceof JsonBody.Parsed)
                    .as("byte %d is %02x", at, broken[at])
                    .isEqualTo(isObject(broken));
            if (read instanceof JsonBody.Parsed parsed) {
                assertThat(parsed.body().toString()).isEqualTo(tree(broken).toString());
            }
        }
    }

    @Test
    void anotherEncodingIsReadWithoutPlaces() {
        byte[] json = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_16BE);

        JsonBody.Parsed parsed = (JsonBody.Parsed) JsonBody.parse(json);

        assertThat(parsed.body().get("model").asText()).isEqualTo("m");
        assertThat(parsed.fields().isKnown()).isFalse();
    }

    @Test
    void aByteOrderMarkMovesNoPlace() {
        byte[] json = "\uFEFF{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);

        JsonBody.Parsed parsed = (JsonBody.Parsed) JsonBody.parse(json);

        Span model = parsed.fields().of("model");
        assertThat(
                        parsed.fields().isKnown()
                                ? new String(json, model.start(), 3, StandardCharsets.UTF_8)
                                : "\"m\"")
                .isEqualTo("\"m\"");
    }

    private static void counts(JsonNode text) {
        assertThat(
                        text instanceof LongText lengthy
                                ? lengthy.tokenParts()
                                : TokenEstimate.parts(text.textValue()))
                .isEqualTo(TokenEstimate.parts(text.textValue()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40);
        for (int piece = 0; piece < pieces; piece++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private byte[] written(ObjectNode tree) throws IOException {
        var writer = Json.MAPPER.writer();
        return (random.nextBoolean()
                        ? writer.with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
                        : writer)
                .writeValueAsBytes(tree);
    }

    private static boolean isObject(byte[] json) {
        try {
            return Json.MAPPER.readTree(json) instanceof ObjectNode;
        } catch (IOException _) {
            return false;
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode parsed(String json) {
        return ((JsonBody.Parsed) JsonBody.parse(json.getBytes(StandardCharsets.UTF_8))).body();
    }
}
