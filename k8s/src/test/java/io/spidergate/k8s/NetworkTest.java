package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.k8s.Manifests.Pod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final String FRONT_DOOR =
            "gateway-service/src/main/java/io/spidergate/gateway/caller/FrontDoor.java";

    private static final List<String> OPEN = List.of("gateway", "dashboard");

    @Test
    void nothingComesInThatNoPolicyLetsIn() {
        JsonNode all = Chart.byDefault().policies().get("spidergate");
        assertThat(all.path("spec").has("ingress")).isFalse();
        assertThat(all.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\"]");
        assertThat(all.at("/spec/podSelector/matchLabels").has("app.kubernetes.io/component"))
                .isFalse();
        assertThat(Chart.byDefault().policies()).hasSize(7);
    }

    @Test
    void onlyGatewayAndDashboardAreReachedFromOutside() {
        for (Manifests manifests : Chart.installations()) {
            for (Pod pod : manifests.pods()) {
                long open =
                        rules(manifests, pod.part(), "http").stream()
                                .filter(rule -> !onlyFromTheSuite(rule))
                                .count();
                assertThat(open).as(pod.part()).isEqualTo(OPEN.contains(pod.part()) ? 1 : 0);
            }
        }
    }

    @Test
    void outsideMayBeNarrowed() {
        JsonNode rule = rules(Chart.rendered(Chart.ALL_ON), "gateway", "http").getFirst();
        assertThat(rule.at("/from/0/namespaceSelector/matchLabels/name").asText())
                .isEqualTo("ingress");
        assertThat(rules(Chart.byDefault(), "gateway", "http").getFirst().has("from")).isFalse();
    }

    /// Whoever is told an address is let in there, and nobody else.
    @Test
    void internalPortsOpenToTheirCallersAlone() {
        Manifests manifests = Chart.byDefault();
        for (Pod callee : manifests.pods()) {
            Set<String> callers = new TreeSet<>();
            for (JsonNode rule : rules(manifests, callee.part(), "http")) {
                rule.at("/from/0/podSelector/matchExpressions/0/values")
                        .forEach(caller -> callers.add(caller.asText()));
            }
            assertThat(callers).as(callee.part()).isEqualTo(told(manifests, callee.part()));
        }
    }

    @Test
    void managementPortsOpenToMonitoringAlone() {
        Manifests manifests = Chart.byDefault();
        for (Pod pod : manifests.pods()) {
            assertThat(rules(manifests, pod.part(), "management"))
                    .singleElement()
                    .satisfies(rule ->
                            assertThat(rule.path("from").toString()).contains("monitoring"));
        }
        assertThat(manifests.ofKind("Service"))
                .allMatch(service -> !service.toString().contains("management"));
    }

    @Test
    void policiesMayBeLeftToThePlatform() {
        assertThat(Chart.rendered("networkPolicy: {enabled: false}").policies()).isEmpty();
    }

    @Test
    void prometheusFindsThePodsInOneWay() {
        for (Pod pod : Chart.byDefault().pods()) {
            JsonNode annotations = pod.metadata().path("annotations");
            assertThat(annotations.path("prometheus.io/port").asText())
                    .isEqualTo("" + pod.port("management"));
            assertThat(annotations.path("prometheus.io/path").asText()).isEqualTo("/q/metrics");
        }
        assertThat(Chart.byDefault().ofKind("PodMonitor")).isEmpty();
        Manifests withOperator = Chart.rendered(Chart.ALL_ON);
        assertThat(withOperator.ofKind("PodMonitor")).hasSize(1);
        assertThat(withOperator.pods())
                .noneMatch(pod -> pod.metadata().toString().contains("prometheus.io"));
    }

    @Test
    void ingressPublishesNoInternalPath() {
        assertThat(Chart.byDefault().ofKind("Ingress")).isEmpty();
        Manifests manifests = Chart.rendered(Chart.ALL_ON);
        JsonNode gateway = manifests.one("Ingress", "spidergate-gateway");
        assertThat(paths(gateway))
                .isEqualTo(Repository.found("\"(/[^\"]+)\"", line("PREFIXES", FRONT_DOOR)));
        assertThat(gateway.at("/spec/tls/0/secretName").asText()).isEqualTo("api-tls");
        assertThat(paths(manifests.one("Ingress", "spidergate-dashboard"))).containsExactly("/");
    }

    private static List<JsonNode> rules(Manifests manifests, String part, String port) {
        return manifests
                .policies()
                .get("spidergate-" + part)
                .at("/spec/ingress")
                .valueStream()
                .filter(rule -> port.equals(rule.at("/ports/0/port").asText()))
                .toList();
    }

    private static boolean onlyFromTheSuite(JsonNode rule) {
        JsonNode from = rule.path("from");
        return from.size() == 1
                && from.at("/0/podSelector/matchLabels/app.kubernetes.io~1instance")
                        .asText()
                        .equals(Chart.RELEASE)
                && !from.path(0).has("namespaceSelector");
    }

    private static Set<String> told(Manifests manifests, String callee) {
        Set<String> callers = new TreeSet<>();
        for (Pod pod : manifests.pods()) {
            boolean calls =
                    pod.environment().values().stream()
                            .anyMatch(entry ->
                                    entry.path("value")
                                            .asText()
                                            .startsWith("http://spidergate-" + callee + ":"));
            if (calls) {
                callers.add(pod.part());
            }
        }
        return callers;
    }

    private static Set<String> paths(JsonNode ingress) {
        Set<String> paths = new TreeSet<>();
        ingress.at("/spec/rules/0/http/paths")
                .forEach(path -> paths.add(path.path("path").asText()));
        return paths;
    }

    private static String line(String word, String file) {
        return Repository.text(file)
                .lines()
                .filter(line -> line.contains(word + " ="))
                .findFirst()
                .orElseThrow();
    }
}
