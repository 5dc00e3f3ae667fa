package io.spidergate.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.launcher.console.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {

    private static final String REPORT =
            "<?xml version=\"1.0\"?><testsuite name=\"A\" tests=\"9\" errors=\"1\" skipped=\"2\" failures=\"3\"><testcase/></testsuite>";

    @TempDir Path root;

    @Test
    void errorsCountAsFailures() throws Exception {
        assertThat(
                        SurefireReports.read(
                                new ByteArrayInputStream(REPORT.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Tally(3, 4, 2));
    }

    @Test
    void onlyReportsOfThisRunCount() throws IOException {
        Instant began = Instant.parse("2026-11-22T10:00:00Z");
        report("libs/money", began.plusSeconds(5));
        report("billing-service", began.minusSeconds(5));
        assertThat(SurefireReports.of(root, began)).isEqualTo(new Tally(3, 4, 2));
    }

    @Test
    void halfAReportIsAFailure() throws IOException {
        Path file = report("billing-service", Instant.parse("2026-11-22T10:00:00Z"));
        Files.writeString(file, "<testsuite tests=");
        assertThat(SurefireReports.of(root, Instant.EPOCH)).isEqualTo(new Tally(0, 1, 0));
    }

    @Test
    void eachModuleIsOneLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModuleProgress modules =
                new ModuleProgress(
                        new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), () -> 0));
        modules.line("[INFO] Building money 0.1.0-SNAPSHOT                     [2/19]");
        modules.line("[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1");
        modules.line("[INFO] Building contracts 0.1.0-SNAPSHOT                 [3/19]");
        modules.close();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "   0.0 s  money (2 of 19): 11 passed, 0 failed, 1 skipped",
                        "   0.0 s  contracts (3 of 19)");
    }

    private Path report(String module, Instant written) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Path file = Files.writeString(folder.resolve("TEST-A.xml"), REPORT);
        Files.setLastModifiedTime(file, FileTime.from(written));
        return file;
    }
}
