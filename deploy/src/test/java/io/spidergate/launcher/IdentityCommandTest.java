package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTest {

    @TempDir Path folder;

    @Test
    void eachServiceAndTheOperatorGetAKeyThatOnlyItsOwnerReads() throws IOException {
        Path keys = create();
        try (Stream<Path> files = Files.list(keys)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "gateway-service.jwk",
                            "router-service.jwk",
                            "vault-service.jwk",
                            "billing-service.jwk",
                            "trace-collector.jwk",
                            "dashboard-service.jwk",
                            "operator.jwk",
                            "trusted.jwks");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
    }

    @Test
    void keysAreNeverReplaced() throws IOException {
        Path keys = create();
        String before = Files.readString(keys.resolve("trusted.jwks"));
        assertThat(run("identity", "create", "--out", keys.toString()).code()).isEqualTo(1);
        assertThat(Files.readString(keys.resolve("trusted.jwks"))).isEqualTo(before);
    }

    @Test
    void tokenSpeaksForTheOperatorToOneService() {
        Path keys = create();
        Outcome outcome =
                run("identity", "token", "--keys", keys.toString(), "--for", "billing-service");
        assertThat(outcome.code()).isZero();
        String claims = outcome.output().strip().split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .contains("\"sub\":\"operator\"")
                .contains("\"aud\":\"billing-service\"");
    }

    @Test
    void anUnknownServiceAndAMissingKeyAreRefused() {
        assertThat(run("identity", "token", "--keys", "x", "--for", "nobody").code()).isEqualTo(1);
        assertThat(
                        run(
                                        "identity",
                                        "token",
                                        "--keys",
                                        folder.toString(),
                                        "--for",
                                        "billing-service")
                                .code())
                .isEqualTo(1);
    }

    private Path create() {
        Path keys = folder.resolve("keys");
        assertThat(run("identity", "create", "--out", keys.toString()).code()).isZero();
        return keys;
    }

    private record Outcome(int code, String output) {}

    private static Outcome run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            return new Outcome(
                    Launcher.execute(List.of(arguments)), output.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
