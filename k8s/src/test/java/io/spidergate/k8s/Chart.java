package io.spidergate.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Renders the chart as a platform team's Helm would.
final class Chart {

    static final String RELEASE = "spidergate";

    /// Everything that is off by default.
    static final String ALL_ON =
            """
            image: {registry: registry.example.com/ai, tag: 1.2.3, pullSecrets: [pull]}
            gateway:
              jwtIssuers:
                - {name: cluster, url: "https://kubernetes.default.svc.cluster.local", audience: [spidergate], ofThisCluster: true}
                - {name: company, url: "https://id.example.com", audience: [llm, spidergate]}
              journal: {storageClassName: fast, sync: true}
              service: {type: LoadBalancer, annotations: {a: b}}
              environment: {SPIDERGATE_CHAT_MAX_ATTEMPTS: "4"}
            router:
              trainingOptedOut: [mistral, gemini]
              catalogue: {existingConfigMap: catalogue, providers: [acme], aliases: true}
            vault: {replicas: 2, keyset: {existingSecret: keyset}}
            billing:
              webhooks: {keyset: {existingSecret: webhooks}, allowedNetworks: [10.20.0.0/16, "fd00::/64"]}
              mail: {from: ai@example.com, host: smtp.example.com, credentials: {existingSecret: smtp}}
            dashboard: {behindProxy: true}
            pods:
              annotations: {a: b}
              labels: {team: ai}
              nodeSelector: {pool: ai}
              tolerations: [{key: ai, operator: Exists, effect: NoSchedule}]
              priorityClassName: high
            serviceAccount: {annotations: {a: b}}
            ingress:
              className: nginx
              gateway: {host: api.example.com, tlsSecret: api-tls, annotations: {a: b}}
              dashboard: {host: spidergate.example.com, tlsSecret: pages-tls}
            networkPolicy:
              outside: [{namespaceSelector: {matchLabels: {name: ingress}}}]
            metrics: {discovery: podMonitor, podMonitorLabels: {release: prometheus}}
            """;

    /// The vault makes its keyset on the claim.
    static final String FIRST_INSTALL = "vault: {keyset: {create: true}}";

    /// The oldest Kubernetes that Chart.yaml allows.
    private static final String OLDEST = "1.30.0";

    private static final YAMLMapper YAML = new YAMLMapper();

    /// Helm takes a second for each.
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    static Manifests byDefault() {
        return rendered("{}");
    }

    /// Each kind of installation that differs in more than numbers.
    static List<Manifests> installations() {
        return List.of(byDefault(), rendered(FIRST_INSTALL), rendered(ALL_ON));
    }

    /// @param values YAML over the chart's own
    static Manifests rendered(String values) {
        return RENDERED.computeIfAbsent(values, text -> parse(render(RELEASE, text)));
    }

    static Manifests renderedAs(String release) {
        return parse(render(release, "{}"));
    }

    /// Why Helm refuses these values.
    static String refusalOf(String values) {
        String rendered;
        try {
            rendered = render(RELEASE, values);
        } catch (IllegalStateException refusal) {
            return String.valueOf(refusal.getMessage());
        }
        throw new AssertionError("Helm took the values: " + values + "\n" + rendered);
    }

    static LintResult lint() {
        return new Helm(Repository.CHART).lint().strict().call();
    }

    static JsonNode ownValues() {
        return yaml(Repository.text(Repository.CHART.resolve("values.yaml")));
    }

    static JsonNode schema() {
        return yaml(Repository.text(Repository.CHART.resolve("values.schema.json")));
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not YAML:\n" + text, e);
        }
    }

    /// What Helm tells after an install with these values.
    static String notes(String values) {
        return withFile(
                values,
                file ->
                        new Helm(Repository.CHART)
                                .install()
                                .withName(RELEASE)
                                .withNamespace("ai")
                                .withKubeVersion(OLDEST)
                                .withValuesFile(file)
                                .clientOnly()
                                .dryRun()
                                .call()
                                .getOutput());
    }

    private static String render(String release, String values) {
        return withFile(
                values,
                file ->
                        new Helm(Repository.CHART)
                                .template()
                                .withName(release)
                                .withNamespace("ai")
                                .withKubeVersion(OLDEST)
                                .withValuesFile(file)
                                .call());
    }

    private static String withFile(String values, Function<Path, String> helm) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return helm.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hand values to Helm", e);
        }
    }

    private static Manifests parse(String rendered) {
        List<JsonNode> manifests = new ArrayList<>();
        for (String document : rendered.split("(?m)^---$")) {
            JsonNode manifest = yaml(document);
            if (manifest.isObject()) {
                manifests.add(manifest);
            }
        }
        return new Manifests(manifests);
    }
}
