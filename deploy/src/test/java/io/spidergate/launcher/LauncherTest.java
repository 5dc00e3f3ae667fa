package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir Path data;

    @Test
    void aWrongOptionIsAMistakeOfTheCaller() {
        assertThat(run("up", "--gatways", "2").code()).isEqualTo(2);
        assertThat(run("token").code()).isEqualTo(2);
        assertThat(run("token", "create").code()).isEqualTo(2);
    }

    @Test
    void aRefusalIsOneSentence() {
        assertThat(run("status", "--data", data.toString()))
                .isEqualTo(
                        new Outcome(
                                1,
                                "spidergate: SpiderGate is not running; './spidergate up' starts it.\n"));
        assertThat(run("up", "--gateway-port", "99999"))
                .isEqualTo(
                        new Outcome(
                                1,
                                "spidergate: --gateway-port must be a number from 1 to 65535, got '99999'.\n"));
    }

    @Test
    void stoppingWhatDoesNotRunIsNoFailure() {
        assertThat(run("down", "--data", data.toString()))
                .isEqualTo(new Outcome(0, "SpiderGate is not running.\n"));
    }

    @Test
    void ownProviderOrCatalogueKeyMustBeTold() {
        assertThat(run("provider", "add", "--name", "x", "--free", "--paid").error())
                .isEqualTo("spidergate: --free and --paid exclude each other.\n");
        assertThat(run("provider", "add", "--name", "x", "--like", "azure", "--key", "k").error())
                .startsWith("spidergate: --like needs --base-url");
        assertThat(run("provider", "add", "--name", "x").error())
                .startsWith("spidergate: provider add needs --key");
    }

    private record Outcome(int code, String error) {}

    private static Outcome run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            return new Outcome(
                    Launcher.execute(List.of(arguments)), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
