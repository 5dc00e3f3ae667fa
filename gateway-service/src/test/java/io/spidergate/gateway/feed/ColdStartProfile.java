package io.spidergate.gateway.feed;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A gateway that starts while Kafka and every other service is away, with what an earlier process
/// left on its disk.
public class ColdStartProfile implements QuarkusTestProfile {

    static final String SECRET = "spidergate_pat_abcdefghijkl_secret";

    /// SHA-256 of the secret form.
    private static final String HASH =
            "81551a7ce72532c4e71f0f5733bdc39cbcd72d690ac149e11640934961b823a1";

    @Override
    public Map<String, String> getConfigOverrides() {
        Path folder = Path.of("target/cold-start", UUID.randomUUID().toString());
        leave(folder);
        return Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:9",
                "spidergate.journal.directory", folder.resolve("journal").toString(),
                "spidergate.routing.snapshot-file", folder.resolve("snapshot.json").toString(),
                "spidergate.routing.kafka-grace", "0s",
                "spidergate.admission.tokens-file", folder.resolve("tokens.json").toString(),
                "spidergate.admission.kafka-grace", "0s",
                "spidergate.router.url", "http://127.0.0.1:9",
                "spidergate.vault.url", "http://127.0.0.1:9");
    }

    private static void leave(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("snapshot.json"),
                    """
                    {"version": 3, "publishedAt": "2026-11-22T11:00:00Z", "providers": [],
                     "deployments": [], "models": [], "aliases": []}
                    """);
            Files.writeString(
                    folder.resolve("tokens.json"),
                    """
                    {"savedAt": "2026-11-22T11:00:00Z", "tokens": [
                      {"tokenRef": "abcdefghijkl", "agent": "agt_1", "workspace": "ws_default",
                       "name": "tester", "secretHash": "HASH", "scopes": ["gate:chat"],
                       "allowedModels": [], "freeOnly": false, "limits": {"budgetSoft": false},
                       "revoked": false, "version": 1}]}
                    """
                            .replace("HASH", HASH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(
                        IdentityFixture.class, Map.of("name", ServiceName.GATEWAY), true));
    }
}
