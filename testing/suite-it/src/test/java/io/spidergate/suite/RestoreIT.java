package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.identity.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A back-up as the manual makes it, database and keyset apart, and a machine that has nothing
/// else.
class RestoreIT {

    private static final String KEY = "sim-key-that-is-backed-up";

    @Test
    void whoHasBothBackUpsHasTheKeys() throws IOException {
        Path backUp = Files.createTempDirectory("spidergate-back-up");
        String id;
        String token;
        RunningSuite lost = RunningSuite.start();
        try {
            token = lost.newToken("--workspace", "ws_backup");
            id = keyOfWorkspace(lost);
        } finally {
            lost.close();
        }
        shell(lost, "cp -a \"%s\" \"%s/data\"".formatted(lost.data(), backUp));
        shell(lost, "mv \"%1$s/data/secrets\" \"%1$s/secrets\"".formatted(backUp));
        shell(lost, "rm -rf \"%s\"".formatted(lost.data()));

        Path restored = Files.createTempDirectory("spidergate-restored").resolve("data");
        shell(lost, "cp -a \"%s/data\" \"%s\"".formatted(backUp, restored));
        shell(lost, "cp -a \"%s/secrets\" \"%s/secrets\"".formatted(backUp, restored));
        try (RunningSuite suite = RunningSuite.startAt(restored)) {
            assertThat(suite.cli("credential", "list").succeeded()).contains(id, "backed up");
            assertThat(suite.cli("credential", "test", id).succeeded()).contains("answers");
            assertThat(suite.cli("vault", "audit", "--check").succeeded()).contains("holds");
            assertThat(new GatewayHttp(suite.gateway(), token).servedBy("deluxe-pro"))
                    .startsWith("dep_sim-deluxe:ws_backup/");
        }
    }

    private static String keyOfWorkspace(RunningSuite suite) {
        return suite.internal("vault", ServiceName.VAULT)
                .post(
                        "/internal/vault/v1/credentials",
                        """
                        {"workspace":"ws_backup","provider":"sim-deluxe","label":"backed up",
                         "secret":"%s"}\
                        """
                                .formatted(KEY))
                .path("id")
                .asText();
    }

    private static void shell(RunningSuite suite, String line) {
        suite.shell(line).succeeded();
    }
}
