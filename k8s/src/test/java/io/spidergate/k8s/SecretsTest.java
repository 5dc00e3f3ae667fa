package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.k8s.Manifests.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {

    /// What a field that sounds like a secret may be: the name of a Secret, or of a key in one.
    private static final Set<String> REFERENCES =
            Set.of(
                    "#/$defs/secretName",
                    "#/$defs/optionalSecretName",
                    "#/$defs/secretKey",
                    "#/$defs/secretKeyRef");

    @Test
    void chartMakesNoSecret() {
        for (Manifests manifests : Chart.installations()) {
            assertThat(manifests.ofKind("Secret")).isEmpty();
            assertThat(manifests.ofKind("ConfigMap")).isEmpty();
        }
    }

    @Test
    void credentialsComeFromSecretsOnly() {
        for (Manifests manifests : Chart.installations()) {
            for (Pod pod : manifests.pods()) {
                pod.environment()
                        .forEach((name, entry) -> {
                            if (name.matches(".*(PASSWORD|USERNAME|JDBC_URL).*")) {
                                assertThat(entry.has("value")).as(name).isFalse();
                                assertThat(entry.at("/valueFrom/secretKeyRef/name").asText())
                                        .isNotEmpty();
                            }
                        });
            }
        }
    }

    @Test
    void eachServiceButTheGatewayHasItsOwnDatabaseSecret() {
        Manifests manifests = Chart.byDefault();
        for (String part : List.of("router", "vault", "billing", "traces", "dashboard")) {
            assertThat(secret(manifests.pod(part), "QUARKUS_DATASOURCE_PASSWORD"))
                    .isEqualTo("spidergate-database-" + part);
        }
        assertThat(manifests.pod("gateway").environment())
                .doesNotContainKey("QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void eachServiceHoldsNoPrivateKeyButItsOwn() {
        for (Pod pod : Chart.byDefault().pods()) {
            assertThat(identities(pod))
                    .as(pod.service())
                    .containsExactlyInAnyOrder(
                            "spidergate-identity-" + pod.service() + ": private.jwk",
                            "spidergate-trusted-keys: trusted.jwks");
            assertThat(pod.volumeOf(pod.value("SPIDERGATE_IDENTITY_PRIVATE_KEY")))
                    .isEqualTo("identity");
            assertThat(pod.value("SPIDERGATE_IDENTITY_PRIVATE_KEY")).endsWith("/private.jwk");
            assertThat(pod.value("SPIDERGATE_IDENTITY_TRUSTED_KEYS")).endsWith("/trusted.jwks");
        }
    }

    @Test
    void onlyTheVaultSeesTheKeyset() {
        for (Manifests manifests : Chart.installations()) {
            assertThat(manifests.pods())
                    .filteredOn(SecretsTest::holdsTheVaultsKeyset)
                    .extracting(Pod::part)
                    .containsExactly("vault");
        }
    }

    /// On its claim, or from the Secret of [Chart#ALL_ON].
    private static boolean holdsTheVaultsKeyset(Pod pod) {
        return pod.spec()
                .path("volumes")
                .valueStream()
                .anyMatch(volume ->
                        volume.at("/secret/secretName").asText().equals("keyset")
                                || volume.at("/persistentVolumeClaim/claimName")
                                        .asText()
                                        .endsWith("vault-keyset"));
    }

    @Test
    void theKeysetOfWebhooksLiesWhereBillingLooksForItAndNowhereElse() {
        Manifests manifests = Chart.rendered(Chart.ALL_ON);
        Pod billing = manifests.pod("billing");
        assertThat(billing.volumeOf(billing.value("SPIDERGATE_WEBHOOK_KEYSET_FILE")))
                .isEqualTo("webhook-keyset");
        assertThat(manifests.pods())
                .filteredOn(pod -> pod.spec().toString().contains("webhook-keyset"))
                .extracting(Pod::part)
                .containsExactly("billing");
        assertThat(Chart.byDefault().pod("billing").spec().toString())
                .doesNotContain("webhook-keyset");
    }

    @Test
    void keysetLiesWhereTheVaultLooksForIt() {
        for (Manifests manifests : Chart.installations()) {
            Pod vault = manifests.pod("vault");
            assertThat(vault.volumeOf(vault.value("SPIDERGATE_VAULT_KEYSET_FILE")))
                    .isEqualTo("keyset");
        }
    }

    @Test
    void secretsThatAreReferredToLieWhereTheVaultLooksForThemAndNowhereElse() {
        Manifests manifests = Chart.rendered("vault: {references: {mount: [llm-keys, team.keys]}}");
        Pod vault = manifests.pod("vault");
        assertThat(vault.volumeOf("/etc/spidergate/references/llm-keys/groq"))
                .isEqualTo("reference-0");
        assertThat(vault.volumeOf("/etc/spidergate/references/team.keys/openai"))
                .isEqualTo("reference-1");
        assertThat(manifests.pods())
                .filteredOn(pod -> pod.spec().toString().contains("llm-keys"))
                .extracting(Pod::part)
                .containsExactly("vault");
        assertThat(Chart.refusalOf("vault: {references: {mount: [../x]}}"))
                .contains("/vault/references/mount/0");
    }

    @Test
    void vaultMakesAKeysetOnlyWhenTold() {
        String create = "SPIDERGATE_VAULT_CREATE_KEYSET";
        assertThat(Chart.byDefault().pod("vault").value(create)).isEqualTo("false");
        assertThat(Chart.rendered(Chart.FIRST_INSTALL).pod("vault").value(create))
                .isEqualTo("true");
        assertThat(Chart.refusalOf("vault: {keyset: {existingSecret: keyset, create: true}}"))
                .contains("vault.keyset.create");
    }

    @Test
    void keysetOfTheClaimOutlivesTheRelease() {
        Manifests manifests = Chart.byDefault();
        JsonNode claim = manifests.one("PersistentVolumeClaim", "spidergate-vault-keyset");
        assertThat(claim.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                .isEqualTo("keep");
        assertThat(manifests.pod("vault").workload().at("/spec/strategy/type").asText())
                .isEqualTo("Recreate");
        assertThat(Chart.refusalOf("vault: {replicas: 2}")).contains("vault.replicas");
    }

    @Test
    void oneTimePasswordMayBeGoneAfterItsUse() {
        JsonNode password =
                Chart.byDefault()
                        .pod("dashboard")
                        .environment()
                        .get("SPIDERGATE_DASHBOARD_ONE_TIME_PASSWORD");
        assertThat(password.at("/valueFrom/secretKeyRef").toString())
                .isEqualTo(
                        "{\"name\":\"spidergate-dashboard\",\"key\":\"one-time-password\","
                                + "\"optional\":true}");
    }

    @Test
    void noValueTakesASecret() {
        JsonNode schema = Chart.schema();
        assertReferences("", schema);
        schema.path("$defs")
                .propertyStream()
                .forEach(entry -> assertReferences(entry.getKey(), entry.getValue()));
    }

    @Test
    void noAdditionTakesASecret() {
        for (String name :
                List.of(
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "SPIDERGATE_DASHBOARD_ONE_TIME_PASSWORD",
                        "SPIDERGATE_CLIENT_SECRET",
                        "SPIDERGATE_PROVIDER_API_KEY")) {
            assertThat(Chart.refusalOf("router: {environment: {%s: x}}".formatted(name)))
                    .contains("invalid propertyName '" + name + "'");
        }
    }

    private static void assertReferences(String path, JsonNode schema) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode its = property.getValue();
            String field = path + "." + name;
            boolean leaf = !its.has("properties");
            if (leaf && name.matches("(?i).*(password|secret|token|credential|key).*")) {
                JsonNode reference = its.has("items") ? its.path("items") : its;
                boolean label = path.endsWith("tolerations") || path.startsWith("selector");
                assertThat(label || REFERENCES.contains(reference.path("$ref").asText()))
                        .as(field)
                        .isTrue();
            }
            assertReferences(field, its);
            assertReferences(field, its.path("items"));
        }
    }

    private static List<String> identities(Pod pod) {
        return pod.spec()
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.has("projected"))
                .flatMap(volume -> volume.at("/projected/sources").valueStream())
                .map(source ->
                        source.at("/secret/name").asText()
                                + ": "
                                + source.at("/secret/items/0/path").asText())
                .toList();
    }

    private static String secret(Pod pod, String name) {
        return pod.environment().get(name).at("/valueFrom/secretKeyRef/name").asText();
    }
}
