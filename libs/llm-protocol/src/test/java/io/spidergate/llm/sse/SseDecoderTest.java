package io.spidergate.llm.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.strings;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

final class SseDecoderTest {

    /// Pieces of which any stream, well-formed or not, is made.
    private static final List<String> PIECES =
            List.of(
                    "data: ",
                    "data:",
                    "data",
                    "event: ",
                    "event:",
                    ": note",
                    ":",
                    "id: 7",
                    "retry: 1",
                    "{\"a\":1}",
                    "[DONE]",
                    "é漢🚀",
                    "\n",
                    "\r",
                    "\r\n",
                    "\n\n",
                    "\r\r",
                    "\r\n\r\n",
                    " ",
                    "\uFEFF");

    private static Gen<byte[]> streams() {
        return lists().of(integers().between(0, PIECES.size() - 1))
                .ofSizeBetween(0, 40)
                .map(indexes ->
                        indexes.stream()
                                .map(PIECES::get)
                                .reduce("", String::concat)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private record Outcome(List<SseEvent> events, SseProgress progress) {}

    private static Outcome decode(byte[] stream, int maxBytes, List<Integer> cuts) {
        SseDecoder decoder = new SseDecoder(maxBytes);
        List<SseEvent> events = new ArrayList<>();
        SseSink sink = SseDecoder.copyingInto(events);
        int from = 0;
        for (int cut : cuts) {
            decoder.feed(stream, from, cut - from, sink);
            from = cut;
        }
        SseProgress progress = decoder.feed(stream, from, stream.length - from, sink);
        decoder.finish(sink);
        return new Outcome(events, progress);
    }

    private static List<Integer> cuts(int length, long seed) {
        Random random = new Random(seed);
        return random.ints(random.nextInt(12), 0, length + 1).sorted().boxed().toList();
    }

    private static List<String> texts(String stream) {
        return decode(stream.getBytes(StandardCharsets.UTF_8), 10_000, List.of()).events().stream()
                .map(event -> event.name() + "|" + event.text())
                .toList();
    }

    @Test
    void decodesTheSameEventsHoweverTheStreamIsCut() {
        qt().withExamples(5_000)
                .forAll(streams(), integers().all(), integers().between(4, 60))
                .checkAssert((stream, seed, limit) ->
                        assertThat(decode(stream, limit, cuts(stream.length, seed)))
                                .isEqualTo(decode(stream, limit, List.of())));
    }

    @Test
    void decodesByteByByteWhatItDecodesAtOnce() {
        qt().forAll(streams())
                .checkAssert(stream -> {
                    List<Integer> every = new ArrayList<>();
                    for (int at = 0; at < stream.length; at++) {
                        every.add(at);
                    }
                    assertThat(decode(stream, 500, every))
                            .isEqualTo(decode(stream, 500, List.of()));
                });
    }

    @Test
    void whatIsEncodedIsDecodedWithLineBreaksAsLineFeeds() {
        qt().forAll(strings().allPossible().ofLengthBetween(0, 60))
                .checkAssert(text -> {
                    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
                    String expected =
                            new String(payload, StandardCharsets.UTF_8)
                                    .replace("\r\n", "\n")
                                    .replace('\r', '\n');
                    List<SseEvent> events =
                            new SseDecoder(10_000).decode(SseEncoder.event("note", payload));
                    assertThat(events).hasSize(1);
                    assertThat(events.getFirst().name()).isEqualTo("note");
                    assertThat(events.getFirst().text()).isEqualTo(expected);
                });
    }

    @Test
    void knowsAllLineEndings() {
        assertThat(texts("data: a\n\ndata: b\r\rdata: c\r\n\r\n"))
                .containsExactly("message|a", "message|b", "message|c");
    }

    @Test
    void joinsDataLinesAndNamesEvents() {
        assertThat(texts("event: error\ndata: one\ndata:two\n\ndata: three\n\n"))
                .containsExactly("error|one\ntwo", "message|three");
    }

    @Test
    void skipsCommentsUnknownFieldsAndEventsWithoutData() {
        assertThat(texts(": keep-alive\n\nid: 1\nretry: 5\n\nevent: ping\n\ndata: x\n\n"))
                .containsExactly("message|x");
    }

    @Test
    void skipsOneSpaceAndTheByteOrderMarkOnly() {
        assertThat(texts("\uFEFFdata:  two spaces\n\n")).containsExactly("message| two spaces");
    }

    @Test
    void handsOutAWholeLastLineButNeverHalfALine() {
        assertThat(texts("data: [DONE]\n")).containsExactly("message|[DONE]");
        assertThat(texts("data: a\n\ndata: {\"hal")).containsExactly("message|a");
    }

    @Test
    void refusesAnEventOverTheLimitAndStaysRefused() {
        SseDecoder decoder = new SseDecoder(8);
        List<SseEvent> events = new ArrayList<>();
        byte[] stream = "data: 12345678\n\ndata: 123456789\n\n".getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.feed(stream, SseDecoder.copyingInto(events)))
                .isEqualTo(new SseProgress.Oversized(8));
        assertThat(decoder.feed("data: a\n\n".getBytes(StandardCharsets.UTF_8), failing()))
                .isEqualTo(new SseProgress.Oversized(8));
        assertThat(events).extracting(SseEvent::text).containsExactly("12345678");
    }

    private static SseSink failing() {
        return (_, _, _, _) -> {
            throw new AssertionError("no event may come");
        };
    }

    @Test
    void anEndlessLineDoesNotEatTheMemory() {
        SseDecoder decoder = new SseDecoder(1_000);
        byte[] chunk = new byte[400];
        Arrays.fill(chunk, (byte) 'x');
        SseProgress progress = new SseProgress.Flowing();
        for (int at = 0; at < 4; at++) {
            progress = decoder.feed(chunk, failing());
        }
        assertThat(progress).isEqualTo(new SseProgress.Oversized(1_000));
    }

    @Test
    void encodesFramesAsChatStreamsHaveThem() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SseEncoder.data("{}".getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(SseEncoder.comment("a\nb"));
        out.writeBytes(SseEncoder.done());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("data: {}\n\n: a b\n\ndata: [DONE]\n\n");
        assertThatThrownBy(() -> SseEncoder.event("a\ndata: forged", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
