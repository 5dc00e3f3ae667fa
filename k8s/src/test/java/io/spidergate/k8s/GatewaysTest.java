package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.k8s.Manifests.Pod;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewaysTest {

    private static final int MANY = 5;

    private final Manifests manifests = Chart.rendered("gateway: {replicas: %d}".formatted(MANY));
    private final Pod gateway = manifests.pod("gateway");

    @Test
    void journalSnapshotAndTokensLieOnTheGatewaysOwnClaim() {
        Set<String> claims = new HashSet<>();
        for (JsonNode claim : gateway.workload().at("/spec/volumeClaimTemplates")) {
            claims.add(claim.at("/metadata/name").asText());
            assertThat(claim.at("/spec/accessModes").toString()).isEqualTo("[\"ReadWriteOnce\"]");
        }
        String journal = gateway.value("SPIDERGATE_JOURNAL_DIRECTORY");
        String snapshot = gateway.value("SPIDERGATE_ROUTING_SNAPSHOT_FILE");
        String tokens = gateway.value("SPIDERGATE_ADMISSION_TOKENS_FILE");
        assertThat(claims)
                .contains(
                        gateway.volumeOf(journal),
                        gateway.volumeOf(snapshot),
                        gateway.volumeOf(tokens));
        assertThat(gateway.spec().path("volumes").valueStream())
                .noneMatch(volume -> claims.contains(volume.path("name").asText()));
    }

    /// Kubernetes names a claim `<template>-<set>-<ordinal>` and a pod `<set>-<ordinal>`.
    @Test
    void noTwoGatewaysShareAJournalOrAnIdentity() {
        String set = gateway.workload().at("/metadata/name").asText();
        String template = gateway.volumeOf(gateway.value("SPIDERGATE_JOURNAL_DIRECTORY"));
        Set<String> journals = new HashSet<>();
        for (int i = 0; i < gateway.workload().at("/spec/replicas").asInt(); i++) {
            journals.add(
                    "%s-%s-%d:%s"
                            .formatted(
                                    template,
                                    set,
                                    i,
                                    gateway.value("SPIDERGATE_JOURNAL_DIRECTORY")));
        }
        assertThat(journals).hasSize(MANY);
        assertThat(
                        gateway.environment()
                                .get("SPIDERGATE_GATEWAY_ID")
                                .at("/valueFrom/fieldRef/fieldPath")
                                .asText())
                .isEqualTo("metadata.name");
        assertThat(manifests.ofKind("PersistentVolumeClaim"))
                .extracting(claim -> claim.at("/metadata/name").asText())
                .containsExactly("spidergate-vault-keyset");
    }

    @Test
    void journalOutlivesThePodTheScalingAndTheRelease() {
        assertThat(gateway.workload().at("/spec/persistentVolumeClaimRetentionPolicy").toString())
                .isEqualTo("{\"whenDeleted\":\"Retain\",\"whenScaled\":\"Retain\"}");
    }

    @Test
    void claimHoldsTheLargestJournalTwice() {
        JsonNode journal = Chart.ownValues().at("/gateway/journal");
        assertThat(gibibytes(journal.path("size").asText().replace("Gi", "G")))
                .isGreaterThanOrEqualTo(2 * gibibytes(journal.path("maxBytes").asText()));
    }

    @Test
    void drainsTakeOneAtATime() {
        JsonNode budget = manifests.one("PodDisruptionBudget", "spidergate-gateway");
        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(budget.at("/spec/selector/matchLabels"))
                .isEqualTo(gateway.workload().at("/spec/selector/matchLabels"));
    }

    @Test
    void setHasItsHeadlessService() {
        String name = gateway.workload().at("/spec/serviceName").asText();
        assertThat(manifests.one("Service", name).at("/spec/clusterIP").asText()).isEqualTo("None");
    }

    private static long gibibytes(String size) {
        assertThat(size).endsWith("G");
        return Long.parseLong(size.substring(0, size.length() - 1));
    }
}
