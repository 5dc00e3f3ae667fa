package io.spidergate.llm.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.Answers;
import io.spidergate.llm.answer.Finish;
import io.spidergate.llm.answer.Usage;
import io.spidergate.llm.json.Json;
import io.spidergate.llm.sse.SseDecoder;
import io.spidergate.llm.sse.SseSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Anthropic answers, as parts.
class MessagesAnswerReaderTest {

    /// Pieces of streams, well-formed and not, in no order.
    private static final List<String> EVENTS =
            List.of(
                    "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":3}}}",
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"name\":\"f\"}}",
                    "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"x\",\"name\":\"f\",\"input\":{\"a\":1}}}",
                    "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"server_tool_use\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"t\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"h\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"s\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                    "{\"type\":\"content_block_stop\",\"index\":0}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}",
                    "{\"type\":\"message_delta\",\"delta\":null}",
                    "{\"type\":\"message_stop\"}",
                    "{\"type\":\"error\",\"message\":\"no\"}",
                    "{\"type\":\"ping\"}",
                    "[]",
                    "7",
                    "{",
                    "");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<AnswerPart> streamed(List<String> events) {
        MessagesAnswerReader reader = new MessagesAnswerReader();
        List<AnswerPart> parts = new ArrayList<>();
        for (String event : events) {
            parts.addAll(reader.event("message", bytes(event), 0, bytes(event).length));
        }
        return parts;
    }

    private static List<AnswerPart> plain(JsonNode body) {
        return new MessagesAnswerReader().plain(Json.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "thoughts-and-calls",
                "tools-of-the-server",
                "overloaded",
                "refusal"
            })
    void readsGoldenAnswers(String name) {
        JsonNode golden = Golden.read("answers/" + name);
        List<String> events = golden.path("events").valueStream().map(JsonNode::toString).toList();
        assertThat(Golden.texts(streamed(events))).isEqualTo(Golden.texts(golden.path("parts")));
        assertThat(Golden.texts(plain(golden.path("plain"))))
                .isEqualTo(Golden.texts(golden.path("plainParts")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "thoughts-and-calls", "tools-of-the-server", "refusal"})
    void anAnswerIsTheSameStreamedAndPlain(String name) {
        JsonNode golden = Golden.read("answers/" + name);
        List<String> events = golden.path("events").valueStream().map(JsonNode::toString).toList();
        assertThat(Answers.understood(streamed(events)))
                .isEqualTo(Answers.understood(plain(golden.path("plain"))));
    }

    @Test
    void readsTheSameHoweverTheStreamWasCut() {
        qt().forAll(Answers.any(), integers().all())
                .checkAssert((parts, seed) -> {
                    byte[] frames = MessagesAnswerWriterTest.streamed(parts);
                    assertThat(cut(frames, new Random(seed)))
                            .isEqualTo(Answers.read(new MessagesAnswerReader(), frames));
                });
    }

    private static List<AnswerPart> cut(byte[] frames, Random random) {
        MessagesAnswerReader reader = new MessagesAnswerReader();
        List<AnswerPart> parts = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(1 << 20);
        SseSink sink =
                (name, buffer, offset, length) ->
                        parts.addAll(reader.event(name, buffer, offset, length));
        for (int at = 0; at < frames.length; ) {
            int length = Math.min(frames.length - at, 1 + random.nextInt(100));
            decoder.feed(frames, at, length, sink);
            at += length;
        }
        return parts;
    }

    @Test
    void keepsTheOrderOfPartsWhateverComes() {
        qt().withExamples(5_000)
                .forAll(
                        lists().of(integers().between(0, EVENTS.size() - 1))
                                .ofSizeBetween(0, 12)
                                .map(picks -> picks.stream().map(EVENTS::get).toList()))
                .checkAssert(events -> assertOrder(streamed(events)));
    }

    /// The order that is promised in [AnswerPart].
    private static void assertOrder(List<AnswerPart> parts) {
        int call = -1;
        boolean open = false;
        int stage = 0;
        long finishes = parts.stream().filter(AnswerPart.Finished.class::isInstance).count();
        assertThat(finishes).isLessThanOrEqualTo(1);
        for (AnswerPart part : parts) {
            int now =
                    switch (part) {
                        case AnswerPart.Finished finished -> 1;
                        case AnswerPart.Counted counted -> 1;
                        case AnswerPart.Ended ended -> 2;
                        case AnswerPart.Broken broken -> 2;
                        case AnswerPart.Malformed malformed -> 2;
                        default -> 0;
                    };
            assertThat(now).as("%s", parts).isGreaterThanOrEqualTo(stage);
            assertThat(stage).as("%s", parts).isLessThan(2);
            stage = now;
            if (part instanceof AnswerPart.CallBegun begun) {
                assertThat(begun.index()).isEqualTo(++call);
                assertThat(begun.id()).isNotEmpty();
                open = true;
            } else if (part instanceof AnswerPart.CallArguments more) {
                assertThat(open).as("%s", parts).isTrue();
                assertThat(more.index()).isEqualTo(call);
            } else {
                open = false;
            }
        }
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 50))
                .checkAssert(text -> {
                    assertOrder(new MessagesAnswerReader().plain(bytes(text)));
                    assertOrder(streamed(List.of(text)));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "pause_turn, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "yet_to_be_invented, STOP"
    })
    void knowsWhyAModelStopped(String reason, Finish finish) {
        assertThat(
                        plain(
                                Json.MAPPER
                                        .createObjectNode()
                                        .put("stop_reason", reason)
                                        .set("content", Json.MAPPER.createArrayNode())))
                .containsExactly(new AnswerPart.Finished(finish), new AnswerPart.Ended());
    }

    @Test
    void believesTheLaterCountUnlessItSaysNothingOfThePrompt() {
        String start =
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"cache_read_input_tokens\":4}}}";
        String end = "{\"type\":\"message_delta\",\"delta\":{},\"usage\":%s}";
        assertThat(streamed(List.of(start, end.formatted("{\"output_tokens\":5}"))))
                .containsExactly(new AnswerPart.Counted(new Usage(13, 4, 5, 0)));
        assertThat(
                        streamed(
                                List.of(
                                        start,
                                        end.formatted("{\"input_tokens\":0,\"output_tokens\":5}"))))
                .containsExactly(new AnswerPart.Counted(new Usage(13, 4, 5, 0)));
        assertThat(
                        streamed(
                                List.of(
                                        start,
                                        end.formatted("{\"input_tokens\":7,\"output_tokens\":5}"))))
                .containsExactly(new AnswerPart.Counted(new Usage(11, 4, 5, 0)));
    }

    @Test
    void aBodyThatIsNoMessageIsMalformed() {
        assertThat(plain(Json.MAPPER.createObjectNode()))
                .containsExactly(new AnswerPart.Malformed("neither content nor error"));
    }
}
