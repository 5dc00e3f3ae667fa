package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartTest {

    @Test
    void lintFindsNothing() {
        LintResult lint = Chart.lint();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void kubernetesKnowsEveryField() {
        for (Manifests manifests : Chart.installations()) {
            assertThat(manifests.all())
                    .isNotEmpty()
                    .allSatisfy(manifest -> assertThat(StrictManifest.fault(manifest)).isEmpty());
        }
    }

    @Test
    void aMisspeltFieldIsFound() {
        JsonNode manifest =
                Chart.yaml(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        spec: {template: {spec: {automountServiceAccountTokens: false}}}
                        """);
        assertThat(StrictManifest.fault(manifest))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("automountServiceAccountTokens"));
    }

    @Test
    void everyObjectBelongsToItsRelease() {
        Manifests manifests = Chart.renderedAs("a-very-long-name-of-a-release-for-all-teams-in-it");
        assertThat(manifests.all())
                .allSatisfy(manifest -> {
                    assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1instance").asText())
                            .isEqualTo("a-very-long-name-of-a-release-for-all-teams-in-it");
                    // A controller's hash and an ordinal follow; 63 is the most that a label takes.
                    assertThat(manifest.at("/metadata/name").asText()).hasSizeLessThanOrEqualTo(52);
                });
    }

    @Test
    void namesAreTheReleasesOwn() {
        assertThat(Chart.renderedAs("blue").workloads())
                .extracting(workload -> workload.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "blue-spidergate-gateway",
                        "blue-spidergate-router",
                        "blue-spidergate-vault",
                        "blue-spidergate-billing",
                        "blue-spidergate-traces",
                        "blue-spidergate-dashboard");
    }

    @Test
    void selectorsAndClaimsNeverNameAVersion() {
        for (JsonNode workload : Chart.byDefault().workloads()) {
            assertThat(workload.at("/spec/selector").toString())
                    .doesNotContain("version")
                    .doesNotContain("helm.sh");
            assertThat(workload.at("/spec/volumeClaimTemplates").toString())
                    .doesNotContain("version")
                    .doesNotContain("helm.sh");
        }
    }

    @Test
    void selectorsFindTheirPods() {
        for (Manifests manifests : Chart.installations()) {
            for (JsonNode service : manifests.ofKind("Service")) {
                assertThat(manifests.pods())
                        .filteredOn(pod -> matches(service.at("/spec/selector"), pod))
                        .as(service.at("/metadata/name").asText())
                        .hasSize(1);
            }
            for (Manifests.Pod pod : manifests.pods()) {
                assertThat(matches(pod.workload().at("/spec/selector/matchLabels"), pod)).isTrue();
            }
        }
    }

    private static boolean matches(JsonNode selector, Manifests.Pod pod) {
        return selector.propertyStream()
                .allMatch(label ->
                        Optional.ofNullable(pod.metadata().path("labels").get(label.getKey()))
                                .equals(Optional.of(label.getValue())));
    }
}
