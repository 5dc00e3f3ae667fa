package io.spidergate.gateway.testgate;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.spidergate.fixtures.IdentityFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A gateway whose ports are in memory: no Kafka, no other service.
public class MemoryPortsProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.copyOf(MemoryPorts.ALL);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:9",
                "quarkus.log.category.\"org.apache.kafka\".level", "ERROR",
                "spidergate.journal.directory", "target/memory-ports/journal",
                "spidergate.routing.snapshot-file", "target/memory-ports/snapshot.json",
                "spidergate.admission.tokens-file", "target/memory-ports/tokens.json",
                "spidergate.gateway.capture", "full",
                "spidergate.chat.max-attempts", "4",
                "spidergate.upstream.plain-patience", "1");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(
                        IdentityFixture.class, Map.of("name", "gateway-service"), true));
    }
}
