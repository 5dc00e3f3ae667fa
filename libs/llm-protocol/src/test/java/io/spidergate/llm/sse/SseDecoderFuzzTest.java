package io.spidergate.llm.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

final class SseDecoderFuzzTest {

    private static final int MAX_EVENT_BYTES = 64;

    /// The first byte says how long the chunks are, the rest is the stream.
    @FuzzTest
    void theSameEventsHoweverTheStreamIsCut(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int chunk = 1 + (input[0] & 0x0F);

        Outcome cut = decode(input, chunk);
        Outcome whole = decode(input, input.length);

        assertThat(cut.events()).isEqualTo(whole.events());
        assertThat(cut.progress()).isEqualTo(whole.progress());
        assertThat(whole.events())
                .allSatisfy(event ->
                        assertThat(event.data().length).isLessThanOrEqualTo(MAX_EVENT_BYTES));
    }

    private record Outcome(List<SseEvent> events, SseProgress progress) {}

    private static Outcome decode(byte[] input, int chunk) {
        SseDecoder decoder = new SseDecoder(MAX_EVENT_BYTES);
        List<SseEvent> events = new ArrayList<>();
        SseSink sink = SseDecoder.copyingInto(events);
        SseProgress progress = new SseProgress.Flowing();
        for (int from = 1; from < input.length; from += chunk) {
            progress = decoder.feed(input, from, Math.min(chunk, input.length - from), sink);
        }
        decoder.finish(sink);
        return new Outcome(events, progress);
    }
}
