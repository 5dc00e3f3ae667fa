package io.spidergate.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.upstream.FailureReading;
import io.spidergate.llm.answer.AnswerHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChatStreamTest {

    private static final String ROLE = chunk("{\"role\":\"assistant\"}", "null");
    private static final String HELLO = chunk("{\"content\":\"Hello\"}", "null");
    private static final String STOP = chunk("{}", "\"stop\"");
    private static final String USAGE =
            "data:"
                    + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void holdsEverythingBackUntilThereIsContent() {
        ChatStream stream = stream(false);
        stream.feed(bytes(ROLE));
        assertThat(stream.isCommitted()).isFalse();
        stream.feed(bytes(HELLO));
        assertThat(stream.isCommitted()).isTrue();
        assertThat(text(stream.takeFrames())).isEqualTo(served(ROLE + HELLO));
        assertThat(stream.takeFrames()).isEmpty();
    }

    @Test
    void neverHandsOutTheEndByItself() {
        ChatStream stream = fed(ROLE + HELLO + STOP + DONE);
        assertThat(stream.isDone()).isTrue();
        assertThat(text(stream.takeFrames())).isEqualTo(served(ROLE + HELLO + STOP));
    }

    @Test
    void handsOutTheSameBytesHoweverTheStreamIsCut() {
        byte[] whole = bytes(ROLE + ": keep-alive\n\n" + HELLO + HELLO + STOP + USAGE + DONE);
        String expected = served(ROLE + HELLO + HELLO + STOP + USAGE);
        Random random = new Random(11);
        for (int run = 0; run < 500; run++) {
            ChatStream stream = stream(true);
            StringBuilder out = new StringBuilder();
            for (int at = 0; at < whole.length; ) {
                int end = Math.min(whole.length, at + 1 + random.nextInt(40));
                stream.feed(Arrays.copyOfRange(whole, at, end));
                if (stream.isCommitted()) {
                    out.append(text(stream.takeFrames()));
                }
                at = end;
            }
            stream.end();
            assertThat(out).hasToString(expected);
            assertThat(stream.failure()).isNull();
        }
    }

    @Test
    void keepsTheUsageChunkFromACallerWhoDidNotAsk() {
        ChatStream stream = fed(HELLO + STOP + USAGE + DONE);
        assertThat(text(stream.takeFrames())).isEqualTo(served(HELLO + STOP));
        assertThat(stream.totals().measured().completion()).isEqualTo(5);
    }

    @Test
    void takesAFinishReasonForAnEndWhereTheMarkerIsMissing() {
        ChatStream stream = fed(HELLO + STOP);
        stream.end();
        assertThat(stream.failure()).isNull();
    }

    @Test
    void takesAStreamForCutThatStopsWithoutSayingSo() {
        ChatStream stream = fed(ROLE + HELLO);
        stream.end();
        assertThat(stream.failure().kind()).isEqualTo(FailureClass.PROTOCOL_ERROR);
    }

    @Test
    void takesAnEmptyCompletionForAFailure() {
        ChatStream stream = fed(ROLE + STOP + DONE);
        stream.end();
        assertThat(stream.isCommitted()).isFalse();
        assertThat(stream.failure().message()).contains("empty");
    }

    @Test
    void takesAChunkThatIsNoJsonForAFailure() {
        ChatStream stream = fed("data: {\"id\":\n\n");
        assertThat(stream.failure().kind()).isEqualTo(FailureClass.PROTOCOL_ERROR);
    }

    @Test
    void readsAnErrorFrameAsWhatItMeans() {
        ChatStream stream = fed("data: {\"error\":{\"code\":429,\"message\":\"busy\"}}\n\n");
        assertThat(stream.failure().kind()).isEqualTo(FailureClass.RATE_LIMITED);
    }

    @Test
    void refusesAnEventThatIsLargerThanTheLimit() {
        ChatStream stream = fed("data: " + "x".repeat(70_000));
        assertThat(stream.failure().message()).contains("65536");
    }

    @Test
    void countsWhatCameForAnEstimate() {
        ChatStream stream = fed(HELLO + HELLO + HELLO + HELLO);
        assertThat(stream.totals().estimatedOutput()).isEqualTo(5);
        assertThat(stream.totals().text()).isEqualTo("HelloHelloHelloHello");
    }

    private static ChatStream fed(String text) {
        ChatStream stream = stream(false);
        stream.feed(bytes(text));
        return stream;
    }

    private static ChatStream stream(boolean passUsage) {
        return new ChatStream(
                "served",
                passUsage,
                new AnswerTerms(
                        new AnswerHead("id", "served", 0, 0, passUsage),
                        65_536,
                        1_000,
                        true,
                        error -> FailureReading.insideSuccess(error, null, Instant.EPOCH)));
    }

    private static String chunk(String delta, String finish) {
        return ("data:"
                        + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n")
                .formatted(delta, finish);
    }

    private static String served(String frames) {
        return frames.replace("\"up\"", "\"served\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
