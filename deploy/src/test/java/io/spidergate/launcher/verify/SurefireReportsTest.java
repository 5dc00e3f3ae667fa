package io.spidergate.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {

    private static final String REPORT =
            "<?xml version=\"1.0\"?><testsuite name=\"io.spidergate.A\" time=\"1,234.567\" tests=\"9\" errors=\"1\" skipped=\"2\" failures=\"3\"><testcase/></testsuite>";

    private static final TestReport A =
            new TestReport("io.spidergate.A", new Tally(3, 4, 2), Duration.ofMillis(1_234_567));

    @TempDir Path root;

    @Test
    void errorsCountAsFailures() throws Exception {
        assertThat(
                        SurefireReports.read(
                                new ByteArrayInputStream(REPORT.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(A);
    }

    @Test
    void onlyReportsOfThisRunCount() throws IOException {
        Instant began = Instant.parse("2026-11-22T10:00:00Z");
        report("libs/money/target/quick", began.plusSeconds(5));
        report("billing-service", began.minusSeconds(5));
        assertThat(SurefireReports.of(root, began)).containsExactly(A);
    }

    @Test
    void halfAReportIsAFailure() throws IOException {
        Path file = report("billing-service", Instant.parse("2026-11-22T10:00:00Z"));
        Files.writeString(file, "<testsuite tests=");
        assertThat(SurefireReports.of(root, Instant.EPOCH))
                .containsExactly(
                        new TestReport(file.toString(), new Tally(0, 1, 0), Duration.ZERO));
    }

    private Path report(String module, Instant written) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Path file = Files.writeString(folder.resolve("TEST-A.xml"), REPORT);
        Files.setLastModifiedTime(file, FileTime.from(written));
        return file;
    }
}
