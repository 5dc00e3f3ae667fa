package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.k8s.Manifests.Pod;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final String LAUNCHER =
            "deploy/src/main/java/io/spidergate/launcher/suite/ServiceEnvironment.java";

    /// The provider simulator is for one machine only, plans may be signed in there because it is
    /// their owner's, and no Secret brings it a keyset of webhooks.
    private static final Set<String> ONE_MACHINE =
            Set.of(
                    "SPIDERGATE_CATALOGUE_SIMULATOR_URL",
                    "SPIDERGATE_SIGN_IN_CHATGPT_ALLOWED",
                    "SPIDERGATE_WEBHOOK_CREATE_KEYSET");

    @Test
    void eachServiceKnowsWhatItIsTold() {
        for (Manifests manifests : Chart.installations()) {
            for (Pod pod : manifests.pods()) {
                assertThat(ConfigurationKeys.of(pod.service()))
                        .as(pod.service())
                        .containsAll(own(pod));
            }
        }
    }

    @Test
    void keysAreReadFromTheSources() {
        assertThat(ConfigurationKeys.of("gateway-service"))
                .contains("SPIDERGATE_JOURNAL_MAX_BYTES", "SPIDERGATE_IDENTITY_TRUSTED_KEYS")
                .doesNotContain("SPIDERGATE_TRACES_URL", "SPIDERGATE_VAULT_KEYSET_FILE");
    }

    @Test
    void whatTheLauncherTellsTheChartTellsToo() {
        Set<String> told = new TreeSet<>();
        Chart.byDefault().pods().forEach(pod -> told.addAll(pod.environment().keySet()));
        Chart.rendered(Chart.ALL_ON).pods().forEach(pod -> told.addAll(pod.environment().keySet()));
        Set<String> byLauncher =
                Repository.found(
                        "\"((?:SPIDERGATE|QUARKUS|KAFKA)_[A-Z0-9_]+)\"", Repository.text(LAUNCHER));
        byLauncher.removeAll(ONE_MACHINE);
        assertThat(byLauncher).isNotEmpty();
        assertThat(told).containsAll(byLauncher);
    }

    @Test
    void theRouterFindsTheFilesOfTheCatalogueWhereItLooks() {
        assertThat(Chart.byDefault().pod("router").environment())
                .doesNotContainKey("SPIDERGATE_CATALOGUE_DIRECTORY");

        Pod router = Chart.rendered(Chart.ALL_ON).pod("router");
        assertThat(
                        router.volumeOf(
                                router.value("SPIDERGATE_CATALOGUE_DIRECTORY") + "/aliases.yaml"))
                .isEqualTo("catalogue");
        JsonNode volume = null;
        for (JsonNode one : router.spec().path("volumes")) {
            volume = one.path("name").asText().equals("catalogue") ? one : volume;
        }
        assertThat(volume.at("/configMap/items/0/path").asText()).isEqualTo("providers/acme.yaml");
        assertThat(volume.at("/configMap/items/1/path").asText()).isEqualTo("aliases.yaml");
    }

    @Test
    void gatewaysReadTheKeysOfTheClusterWhereTheyAreAskedTo() {
        Pod gateway = Chart.rendered(Chart.ALL_ON).pod("gateway");
        String prefix = "SPIDERGATE_ADMISSION_JWT_ISSUERS__CLUSTER__";
        assertThat(gateway.value(prefix + "AUDIENCE")).isEqualTo("spidergate");
        assertThat(gateway.value(prefix + "JWKS_URL"))
                .startsWith("https://kubernetes.default.svc/");
        assertThat(gateway.volumeOf(gateway.value(prefix + "TOKEN_FILE"))).isEqualTo("cluster");
        assertThat(gateway.volumeOf(gateway.value(prefix + "CA_FILE"))).isEqualTo("cluster");
        assertThat(gateway.value("SPIDERGATE_ADMISSION_JWT_ISSUERS__COMPANY__AUDIENCE"))
                .isEqualTo("llm,spidergate");
        assertThat(gateway.environment())
                .doesNotContainKey("SPIDERGATE_ADMISSION_JWT_ISSUERS__COMPANY__TOKEN_FILE");
    }

    @Test
    void addressesLeadToServicesOfTheSuite() {
        Manifests manifests = Chart.byDefault();
        for (Pod pod : manifests.pods()) {
            pod.environment()
                    .forEach((name, entry) -> {
                        if (name.matches("SPIDERGATE_[A-Z]+_URL")) {
                            URI address = URI.create(entry.path("value").asText());
                            JsonNode service = manifests.one("Service", address.getHost());
                            assertThat(service.at("/spec/ports/0/port").asInt())
                                    .isEqualTo(address.getPort());
                        }
                    });
        }
    }

    @Test
    void additionsReachTheirServiceAlone() {
        Manifests manifests = Chart.rendered(Chart.ALL_ON);
        assertThat(manifests.pod("gateway").value("SPIDERGATE_CHAT_MAX_ATTEMPTS")).isEqualTo("4");
        assertThat(manifests.pod("router").environment())
                .doesNotContainKey("SPIDERGATE_CHAT_MAX_ATTEMPTS");
    }

    @Test
    void nothingIsSetTwice() {
        assertThat(Chart.refusalOf("gateway: {environment: {SPIDERGATE_GATEWAY_CAPTURE: full}}"))
                .contains("gateway.environment.SPIDERGATE_GATEWAY_CAPTURE");
        for (Pod pod : Chart.rendered(Chart.ALL_ON).pods()) {
            assertThat(pod.container().path("env")).hasSameSizeAs(pod.environment().keySet());
        }
    }

    @Test
    void dashboardTellsCallersTheGatewaysPublicAddress() {
        String address = "SPIDERGATE_DASHBOARD_GATEWAY_URL";
        assertThat(Chart.rendered(Chart.ALL_ON).pod("dashboard").value(address))
                .isEqualTo("https://api.example.com");
        assertThat(Chart.byDefault().pod("dashboard").environment()).doesNotContainKey(address);
    }

    @Test
    void linksOfInvitesBeginWithThePublicAddressOfThePages() {
        String address = "SPIDERGATE_INVITE_PAGE_URL";
        assertThat(
                        Chart.rendered("ingress: {dashboard: {host: pages.example.com}}")
                                .pod("vault")
                                .value(address))
                .isEqualTo("https://pages.example.com");
        assertThat(
                        Chart.rendered("dashboard: {url: \"https://gate.example.com\"}")
                                .pod("vault")
                                .value(address))
                .isEqualTo("https://gate.example.com");
        assertThat(Chart.byDefault().pod("vault").environment()).doesNotContainKey(address);
    }

    @Test
    void billingMailsNoticesWhereASenderIsNamed() {
        Pod billing = Chart.rendered(Chart.ALL_ON).pod("billing");
        assertThat(billing.value("SPIDERGATE_NOTICE_MAIL_FROM")).isEqualTo("ai@example.com");
        assertThat(billing.value("QUARKUS_MAILER_HOST")).isEqualTo("smtp.example.com");
        assertThat(billing.value("QUARKUS_MAILER_PORT")).isEqualTo("587");
        assertThat(billing.value("QUARKUS_MAILER_START_TLS")).isEqualTo("REQUIRED");
        assertThat(billing.value("SPIDERGATE_WEBHOOK_ALLOWED_NETWORKS"))
                .isEqualTo("10.20.0.0/16,fd00::/64");
        assertThat(Chart.byDefault().pod("billing").environment())
                .doesNotContainKeys("SPIDERGATE_NOTICE_MAIL_FROM", "QUARKUS_MAILER_HOST");
        assertThat(Chart.refusalOf("billing: {mail: {from: ai@example.com}}"))
                .contains("billing.mail.host");
    }

    @Test
    void dashboardBelievesForwardedHeadersOnlyBehindAProxy() {
        String forwarding = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
        assertThat(Chart.byDefault().pod("dashboard").value(forwarding)).isEqualTo("false");
        assertThat(
                        Chart.rendered("ingress: {dashboard: {host: pages.example.com}}")
                                .pod("dashboard")
                                .value(forwarding))
                .isEqualTo("true");
    }

    private static Set<String> own(Pod pod) {
        Set<String> names = new TreeSet<>(pod.environment().keySet());
        names.removeIf(name -> !name.startsWith("SPIDERGATE_"));
        return names.stream()
                .map(name -> name.replaceFirst("__[A-Z0-9]+__", "__NAME__"))
                .collect(Collectors.toSet());
    }
}
