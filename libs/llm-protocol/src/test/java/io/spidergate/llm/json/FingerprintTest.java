package io.spidergate.llm.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A value is known again by what it says, however long it is.
class FingerprintTest {

    private static final String LONG = "words of a prompt, ".repeat(40);

    @Test
    void whatSaysTheSameHasTheSame() {
        assertThat(of("\"%s\"".formatted(LONG))).isEqualTo(of("\"%s\"".formatted(LONG)));
        assertThat(of("[{\"type\":\"text\",\"text\":\"%s\"}]".formatted(LONG)))
                .isEqualTo(of("[ {\"type\": \"text\", \"text\": \"%s\"} ]".formatted(LONG)));
        assertThat(of("\"short\"")).isEqualTo(of(" \"short\""));
    }

    @Test
    void whatSaysSomethingElseHasAnother() {
        int known = of("[{\"type\":\"text\",\"text\":\"%s\"}]".formatted(LONG));

        assertThat(of("[{\"type\":\"text\",\"text\":\"%sx\"}]".formatted(LONG)))
                .isNotEqualTo(known);
        assertThat(of("[{\"type\":\"tool\",\"text\":\"%s\"}]".formatted(LONG))).isNotEqualTo(known);
        assertThat(of("\"%s\"".formatted(LONG))).isNotEqualTo(of("\"%s \"".formatted(LONG)));
        assertThat(of("\"short\"")).isNotEqualTo(of("\"shirt\""));
        assertThat(of("1")).isNotEqualTo(of("2"));
    }

    @Test
    void aLongTextIsNotReadForIt() {
        JsonBody.Parsed parsed = parsed("\"%s\"".formatted("x".repeat(1_000_000)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        int fingerprint = Fingerprint.of(parsed.body().get("content"));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        assertThat(fingerprint).isNotZero();
    }

    private static int of(String value) {
        return Fingerprint.of(parsed(value).body().get("content"));
    }

    private static JsonBody.Parsed parsed(String value) {
        String body = "{\"content\":%s}".formatted(value);
        return (JsonBody.Parsed) JsonBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
