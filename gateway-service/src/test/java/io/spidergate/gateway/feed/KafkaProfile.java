package io.spidergate.gateway.feed;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A gateway on a broker of its own; router and vault are away.
public class KafkaProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        String folder = "target/kafka-profile/" + UUID.randomUUID();
        return Map.of(
                "spidergate.journal.directory",
                folder + "/journal",
                "spidergate.routing.snapshot-file",
                folder + "/snapshot.json",
                "spidergate.admission.tokens-file",
                folder + "/tokens.json",
                "spidergate.router.url",
                "http://127.0.0.1:9",
                "spidergate.vault.url",
                "http://127.0.0.1:9");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(KafkaFixture.class, Map.of(), true),
                new TestResourceEntry(
                        IdentityFixture.class, Map.of("name", ServiceName.GATEWAY), true));
    }
}
