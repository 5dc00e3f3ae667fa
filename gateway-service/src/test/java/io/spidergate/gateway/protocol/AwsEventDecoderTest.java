package io.spidergate.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class AwsEventDecoderTest {

    private static final int MAX = 4_096;

    private final List<String> events = new ArrayList<>();

    @Test
    void namesEachEventByWhatItIs() {
        feed(
                new AwsEventDecoder(MAX),
                stream(
                        event("event", ":event-type", "messageStart", "{\"role\":1}"),
                        event("exception", ":exception-type", "throttlingException", "{}"),
                        message(
                                Map.of(
                                        ":message-type", "error",
                                        ":error-code", "InternalError",
                                        ":error-message", "oh \"no\""),
                                "")));

        assertThat(events)
                .containsExactly(
                        "messageStart {\"role\":1}",
                        "throttlingException {}",
                        "error {\"message\":\"InternalError: oh \\\"no\\\"\"}");
    }

    @Test
    void theEventsAreTheSameHoweverTheStreamIsCut() {
        byte[] stream =
                stream(
                        event("event", ":event-type", "a", "{\"n\":1}"),
                        event("event", ":event-type", "b", "x".repeat(1_000)),
                        event("event", ":event-type", "c", ""));
        feed(new AwsEventDecoder(MAX), stream);
        List<String> whole = List.copyOf(events);
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            events.clear();
            AwsEventDecoder decoder = new AwsEventDecoder(MAX);
            int at = 0;
            while (at < stream.length) {
                int end = Math.min(stream.length, at + 1 + random.nextInt(200));
                assertThat(feed(decoder, Arrays.copyOfRange(stream, at, end))).isEmpty();
                at = end;
            }
            assertThat(events).isEqualTo(whole);
        }
    }

    /// Nobody takes memory for what is only announced.
    @Test
    void aMessageThatAnnouncesTooMuchIsRefusedBeforeItComes() {
        AwsEventDecoder decoder = new AwsEventDecoder(MAX);
        byte[] begun = event("event", ":event-type", "a", "{}");
        byte[] announced = ByteBuffer.allocate(4).putInt(MAX + 100).array();

        assertThat(feed(decoder, begun)).isEmpty();
        assertThat(feed(decoder, Arrays.copyOf(announced, 3))).isEmpty();
        assertThat(feed(decoder, new byte[] {announced[3]}))
                .hasValue("an event is larger than 4096 bytes");
    }

    @Test
    void whatIsBrokenIsToldAndNeverThrown() {
        byte[] stream =
                stream(
                        event("event", ":event-type", "a", "{\"n\":1}"),
                        event("event", ":event-type", "b", "{\"n\":2}"));
        Random random = new Random(9);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            events.clear();
            byte[] broken = stream.clone();
            int at = random.nextInt(broken.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));
            refused += feed(new AwsEventDecoder(MAX), broken).isPresent() ? 1 : 0;
            assertThat(events.size()).as("one of two is broken").isLessThan(2);
        }
        assertThat(refused).isPositive();
    }

    private Optional<String> feed(AwsEventDecoder decoder, byte[] bytes) {
        return decoder.feed(
                bytes,
                (name, buffer, offset, length) ->
                        events.add(
                                name
                                        + " "
                                        + new String(
                                                buffer, offset, length, StandardCharsets.UTF_8)));
    }

    private static byte[] event(String kind, String typeHeader, String type, String payload) {
        return message(Map.of(":message-type", kind, typeHeader, type), payload);
    }

    private static byte[] message(Map<String, String> headers, String payload) {
        Map<String, HeaderValue> values = new java.util.HashMap<>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(values, payload.getBytes(StandardCharsets.UTF_8)).encode(out);
        return out.toByteArray();
    }

    private static byte[] stream(byte[]... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            out.writeBytes(message);
        }
        return out.toByteArray();
    }
}
