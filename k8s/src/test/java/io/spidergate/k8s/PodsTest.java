package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.k8s.Manifests.Pod;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PodsTest {

    private static final String SPREADS = "/labelSelector/matchLabels/app.kubernetes.io~1component";
    private static final Duration BEFORE_STOP = Duration.ofSeconds(5);
    private static final Duration JOURNAL_FLUSH = Duration.ofSeconds(5);

    @Test
    void sixServicesAreInstalled() {
        for (Manifests manifests : Chart.installations()) {
            assertThat(manifests.pods())
                    .extracting(Pod::service)
                    .containsExactlyInAnyOrder(
                            "gateway-service",
                            "router-service",
                            "vault-service",
                            "billing-service",
                            "trace-collector",
                            "dashboard-service");
        }
    }

    @Test
    void onlyTheGatewayHasIdentityOfItsOwn() {
        assertThat(Chart.byDefault().ofKind("StatefulSet")).hasSize(1);
        assertThat(Chart.byDefault().ofKind("Deployment")).hasSize(5);
    }

    @Test
    void eachIsProbedOnItsManagementPort() {
        forEachPod(pod -> {
            assertProbe(pod, "startupProbe", "/q/health/started");
            assertProbe(pod, "livenessProbe", "/q/health/live");
            assertProbe(pod, "readinessProbe", "/q/health/ready");
            assertThat(pod.port("management")).isEqualTo(pod.port("http") + 1000);
        });
    }

    @Test
    void portsAreThoseThatTheServiceIsTold() {
        forEachPod(pod -> {
            assertThat(pod.value("QUARKUS_HTTP_PORT")).isEqualTo("" + pod.port("http"));
            assertThat(pod.value("QUARKUS_MANAGEMENT_PORT")).isEqualTo("" + pod.port("management"));
        });
    }

    @Test
    void portsAreThoseOfTheServicesOwnConfiguration() {
        forEachPod(pod ->
                assertThat(
                                Repository.text(
                                        pod.service()
                                                + "/src/main/resources/application.properties"))
                        .contains("quarkus.http.port=" + pod.port("http") + "\n")
                        .contains("quarkus.management.port=" + pod.port("management") + "\n"));
    }

    @Test
    void eachKeepsTheRestrictedPodSecurityStandard() {
        forEachPod(pod -> {
            JsonNode spec = pod.spec();
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(spec.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(spec.at("/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "initContainers")) {
                assertThat(spec.has(shared)).as(shared).isFalse();
            }
            JsonNode container = pod.container().path("securityContext");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(container.at("/capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
            assertThat(container.has("privileged")).isFalse();
            assertThat(pod.spec().path("volumes").valueStream())
                    .noneMatch(volume -> volume.has("hostPath"));
        });
    }

    @Test
    void nothingIsWrittenIntoTheImage() {
        forEachPod(pod -> {
            assertThat(pod.container().at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(pod.volumeOf("/tmp/x")).isEqualTo("tmp");
            assertThat(pod.spec().path("volumes").valueStream())
                    .anySatisfy(volume -> {
                        assertThat(volume.path("name").asText()).isEqualTo("tmp");
                        assertThat(volume.path("emptyDir").path("sizeLimit").asText()).isNotEmpty();
                    });
        });
    }

    @Test
    void noneMayTalkToTheCluster() {
        for (Manifests manifests : Chart.installations()) {
            String account =
                    manifests.ofKind("ServiceAccount").getFirst().at("/metadata/name").asText();
            assertThat(manifests.ofKind("ServiceAccount"))
                    .allMatch(a -> !a.path("automountServiceAccountToken").asBoolean(true));
            assertThat(manifests.pods())
                    .allSatisfy(pod -> {
                        assertThat(pod.spec().path("serviceAccountName").asText())
                                .isEqualTo(account);
                        assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
                                .isFalse();
                    });
        }
    }

    /// And it only for the keys of the cluster's service accounts, where that was asked for.
    @Test
    void onlyAGatewayHoldsATokenOfTheCluster() {
        assertThat(holdersOfATokenIn(Chart.byDefault())).isEmpty();
        assertThat(holdersOfATokenIn(Chart.rendered(Chart.ALL_ON))).containsExactly("gateway");
    }

    private static List<String> holdersOfATokenIn(Manifests manifests) {
        return manifests.pods().stream()
                .filter(pod -> pod.spec().toString().contains("serviceAccountToken"))
                .map(Pod::part)
                .toList();
    }

    @Test
    void anAccountOfThePlatformIsUsedAsItIs() {
        Manifests manifests = Chart.rendered("serviceAccount: {existingName: team}");
        assertThat(manifests.ofKind("ServiceAccount")).isEmpty();
        assertThat(manifests.pods())
                .allMatch(pod -> pod.spec().path("serviceAccountName").asText().equals("team"));
    }

    @Test
    void clusterAddsNoVariablesThatWouldStopAStart() {
        forEachPod(
                pod -> assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse());
    }

    @Test
    void killComesAfterTheServiceHasGivenUp() {
        for (String drain : List.of("1", "20", "600")) {
            for (String part : List.of("gateway", "router")) {
                Pod pod = Chart.rendered("%s: {drainSeconds: %s}".formatted(part, drain)).pod(part);
                assertThat(pod.value("QUARKUS_SHUTDOWN_TIMEOUT")).isEqualTo(drain + "s");
                Duration shutdown = Duration.ofSeconds(Long.parseLong(drain));
                assertThat(pod.spec().path("terminationGracePeriodSeconds").asLong())
                        .isGreaterThan(BEFORE_STOP.plus(shutdown).plus(JOURNAL_FLUSH).toSeconds());
            }
        }
    }

    @Test
    void eachSaysWhatItNeeds() {
        forEachPod(pod -> {
            JsonNode resources = pod.container().path("resources");
            assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
            assertThat(resources.at("/requests/memory").asText()).isNotEmpty();
            assertThat(resources.at("/limits/memory").asText()).isNotEmpty();
        });
    }

    @Test
    void replicasSpreadOverZonesAndNodes() {
        forEachPod(pod ->
                assertThat(pod.spec().path("topologySpreadConstraints").valueStream())
                        .allSatisfy(spread ->
                                assertThat(spread.at(SPREADS).asText()).isEqualTo(pod.part()))
                        .extracting(spread -> spread.path("topologyKey").asText())
                        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
    }

    @Test
    void eachServiceRunsAsManyReplicasAsAsked() {
        for (String part : List.of("gateway", "router", "billing", "traces", "dashboard")) {
            assertThat(replicas("%s: {replicas: 7}".formatted(part), part)).isEqualTo(7);
        }
        String keyset = "vault: {replicas: 7, keyset: {existingSecret: keyset}}";
        assertThat(replicas(keyset, "vault")).isEqualTo(7);
    }

    @Test
    void platformMayChooseTheUser() {
        Pod pod = Chart.rendered("pods: {runAsUser: null}").pod("router");
        assertThat(pod.spec().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.spec().path("securityContext").has("runAsUser")).isFalse();
        assertThat(pod.spec().path("securityContext").has("fsGroup")).isFalse();
    }

    private static int replicas(String values, String part) {
        return Chart.rendered(values).pod(part).workload().at("/spec/replicas").asInt();
    }

    private static void forEachPod(Consumer<Pod> law) {
        for (Manifests manifests : Chart.installations()) {
            assertThat(manifests.pods()).hasSize(6).allSatisfy(law);
        }
    }

    private static void assertProbe(Pod pod, String probe, String path) {
        JsonNode get = pod.container().path(probe).path("httpGet");
        assertThat(get.path("path").asText()).isEqualTo(path);
        assertThat(get.path("port").asText()).isEqualTo("management");
    }
}
