package io.spidergate.llm.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.answer.AnswerHead;
import io.spidergate.llm.answer.AnswerPart;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponsesAnswerReaderTest {

    private static final String TERMINAL = "response\\.(completed|incomplete)";

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static List<AnswerPart> event(ResponsesAnswerReader reader, String name, byte[] data) {
        byte[] padded = new byte[data.length + 2];
        System.arraycopy(data, 0, padded, 1, data.length);
        return reader.event(name, padded, 1, data.length);
    }

    private static List<AnswerPart> streamed(List<SseEvent> events) {
        var reader = new ResponsesAnswerReader();
        List<AnswerPart> parts = new ArrayList<>();
        events.forEach(event -> parts.addAll(event(reader, event.name(), event.data())));
        return parts;
    }

    /// Texts, thoughts and arguments that follow each other joined, as a caller would see them.
    private static List<String> joined(List<AnswerPart> parts) {
        List<AnswerPart> joined = new ArrayList<>();
        for (AnswerPart part : parts) {
            AnswerPart last = joined.isEmpty() ? new AnswerPart.Ended() : joined.getLast();
            AnswerPart both =
                    switch (part) {
                        case AnswerPart.Text(String more)
                                when last instanceof AnswerPart.Text(String text) ->
                                new AnswerPart.Text(text + more);
                        case AnswerPart.Thought(String more)
                                when last instanceof AnswerPart.Thought(String text) ->
                                new AnswerPart.Thought(text + more);
                        case AnswerPart.CallArguments(int index, String more)
                                when last instanceof AnswerPart.CallArguments(int same, String json)
                                        && same == index ->
                                new AnswerPart.CallArguments(index, json + more);
                        default -> part;
                    };
            if (both != part) {
                joined.removeLast();
            }
            joined.add(both);
        }
        return joined.stream().map(AnswerPart::toString).toList();
    }

    private static List<SseEvent> events(JsonNode stream) {
        List<SseEvent> events = new ArrayList<>();
        for (JsonNode event : stream) {
            events.add(
                    new SseEvent(
                            SseEvent.MESSAGE, event.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thoughtful-call",
                "refusal",
                "without-deltas",
                "cut-at-limit",
                "told-at-the-end",
                "failed"
            })
    void readsTheSamePlainlyAndStreamed(String name) {
        JsonNode golden = Golden.read("answers/" + name);
        List<String> expected = Golden.lines(golden.path("parts"));
        byte[] plain = golden.path("plain").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(joined(new ResponsesAnswerReader().plain(plain))).isEqualTo(expected);
        assertThat(joined(streamed(events(golden.path("stream"))))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "error | {'type':'error','code':'rate_limit_exceeded','message':'slow','param':null} | `` | rate_limit_exceeded | slow",
                "error | {'type':'error','error':{'type':'t','code':'c','message':'m'}} | t | c | m",
                "message | {'error':{'type':'t','message':'m'}} | t | `` | m",
                "error | {'message':'m'} | `` | `` | m",
                "message | {'type':'response.failed','response':{'error':null,'status':'failed'}} | `` | failed | ``",
            })
    void takesAnyFormOfErrorForABrokenAnswer(
            String name, String data, String type, String code, String message) {
        assertThat(event(new ResponsesAnswerReader(), name, bytes(data)))
                .isEqualTo(List.of(new AnswerPart.Broken(new UpstreamError(type, code, message))));
    }

    @Test
    void saysNothingAfterTheEnd() {
        var reader = new ResponsesAnswerReader();
        assertThat(event(reader, "message", bytes("{'type':'response.completed','response':{}}")))
                .hasSize(2);
        assertThat(
                        event(
                                reader,
                                "message",
                                bytes("{'type':'response.output_text.delta','delta':'x'}")))
                .isEmpty();
        assertThat(event(reader, "message", bytes("[DONE]"))).isEmpty();
    }

    @Test
    void doesNotTakeASilentStreamForComplete() {
        List<AnswerPart> parts =
                streamed(
                        List.of(
                                new SseEvent(
                                        "response.output_text.delta", bytes("{'delta':'half'}")),
                                new SseEvent("message", bytes("[DONE]"))));
        assertThat(parts).isEqualTo(List.of(new AnswerPart.Text("half")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "7",
                "{}",
                "{'status':'queued','output':[]}",
                "{'output':{}}"
            })
    void callsABodyMalformedThatIsNone(String body) {
        assertThat(new ResponsesAnswerReader().plain(bytes(body)))
                .singleElement()
                .isInstanceOf(AnswerPart.Malformed.class);
    }

    @Test
    void givesTheSameThatTheWriterWasGiven() {
        qt().withExamples(500)
                .forAll(AnswerParts.any())
                .checkAssert(parts -> {
                    AnswerParts.Seen seen = AnswerParts.seen(parts);
                    List<SseEvent> whole = OpenAiClient.events(written(parts));
                    assertThat(AnswerParts.seen(streamed(whole))).isEqualTo(seen);
                    byte[] plain = writer().plain(parts);
                    assertThat(AnswerParts.seen(new ResponsesAnswerReader().plain(plain)))
                            .isEqualTo(seen);
                });
    }

    @Test
    void losesAndDoublesNothingWhenServersLeaveEventsOut() {
        List<Predicate<SseEvent>> habits =
                List.of(
                        event -> !event.name().endsWith(".delta"),
                        event -> event.name().matches("response.output_item.done|" + TERMINAL),
                        event -> event.name().matches(TERMINAL),
                        event -> !event.name().equals("response.output_item.done"),
                        event -> !event.name().endsWith(".added"));
        qt().withExamples(500)
                .forAll(AnswerParts.any(), integers().between(0, habits.size() - 1))
                .checkAssert((parts, habit) -> {
                    List<SseEvent> told =
                            OpenAiClient.events(written(parts)).stream()
                                    .filter(habits.get(habit))
                                    .toList();
                    assertThat(AnswerParts.seen(streamed(told))).isEqualTo(AnswerParts.seen(parts));
                });
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        JsonNode stream = Golden.read("answers/thoughtful-call").path("stream");
        qt().withExamples(2_000)
                .forAll(
                        lists().of(integers().between(0, stream.size() - 1)).ofSizeBetween(1, 8),
                        integers().between(0, 400),
                        integers().between(-128, 127))
                .check((order, place, value) -> {
                    var reader = new ResponsesAnswerReader();
                    for (int at : order) {
                        byte[] data = bytes(stream.path(at).toString());
                        data[place % data.length] = (byte) (int) value;
                        event(reader, "message", data);
                        new ResponsesAnswerReader().plain(data);
                    }
                    return true;
                });
    }

    private static ResponsesAnswerWriter writer() {
        return new ResponsesAnswerWriter(
                new AnswerHead("a", "m", 1, 0, false),
                ResponseEcho.of((ObjectNode) OpenAiClient.tree(bytes("{}"))));
    }

    private static byte[] written(List<AnswerPart> parts) {
        var writer = writer();
        var out = new ByteArrayOutputStream();
        parts.forEach(part -> out.writeBytes(writer.frames(List.of(part))));
        out.writeBytes(writer.end());
        return out.toByteArray();
    }
}
