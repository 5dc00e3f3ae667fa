package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ValuesTest {

    /// Wrong values, each with the place that the refusal must name.
    private static final Map<String, String> WRONG =
            Map.ofEntries(
                    Map.entry("gatway: {replicas: 2}", "gatway"),
                    Map.entry("gateway: {replica: 2}", "replica"),
                    Map.entry("gateway: {replicas: 0}", "/gateway/replicas"),
                    Map.entry("gateway: {replicas: many}", "/gateway/replicas"),
                    Map.entry("gateway: {capture: everything}", "/gateway/capture"),
                    Map.entry("gateway: {jwtIssuers: [{name: a, url: \"https://a\"}]}", "audience"),
                    Map.entry(
                            "gateway: {jwtIssuers: [{name: a-b, url: \"https://a\", audience: [b]}]}",
                            "/gateway/jwtIssuers/0/name"),
                    Map.entry("gateway: {journal: {size: big}}", "/gateway/journal/size"),
                    Map.entry("gateway: {journal: {maxBytes: 1Gi}}", "/gateway/journal/maxBytes"),
                    Map.entry("router: {database: {password: x}}", "password"),
                    Map.entry(
                            "router: {database: {existingSecret: \"\"}}",
                            "/router/database/existingSecret"),
                    Map.entry(
                            "router: {catalogue: {aliases: true}}",
                            "router/catalogue/existingConfigMap"),
                    Map.entry(
                            "router: {catalogue: {existingConfigMap: c, providers: [A/b]}}",
                            "/router/catalogue/providers/0"),
                    Map.entry("vault: {keyset: {create: \"yes\"}}", "/vault/keyset/create"),
                    Map.entry("traces: {retention: long}", "/traces/retention"),
                    Map.entry("pods: {runAsUser: 0}", "/pods/runAsUser"),
                    Map.entry("kafka: {bootstrapServers: kafka}", "/kafka/bootstrapServers"),
                    Map.entry(
                            "dashboard: {gatewayUrl: \"https://user:pass@host\"}",
                            "/dashboard/gatewayUrl"),
                    Map.entry("dashboard: {url: \"ftp://host\"}", "/dashboard/url"),
                    Map.entry("metrics: {discovery: yes-please}", "/metrics/discovery"),
                    Map.entry("networkPolicy: {outside: [{}]}", "/networkPolicy/outside/0"),
                    Map.entry("router: {environment: {JAVA_HOME: /x}}", "JAVA_HOME"));

    /// What all services have is told once.
    private static final String EACH =
            "^(gateway|router|vault|billing|traces|dashboard)\\."
                    + "(?=replicas|drainSeconds|javaOptions|identity|database|resources"
                    + "|environment)";

    @Test
    void aWrongValueIsRefusedByItsName() {
        WRONG.forEach((values, named) ->
                assertThat(Chart.refusalOf(values).replace('.', '/')).as(values).contains(named));
    }

    @Test
    void everyObjectOfTheSchemaIsClosed() {
        assertThat(open("", Chart.schema())).containsExactly(".global");
    }

    @Test
    void manualNamesEveryValue() {
        String manual = Repository.text("docs/operations/kubernetes.md");
        for (String value : leaves("", Chart.ownValues())) {
            assertThat(manual).contains("`" + value.replaceFirst(EACH, "PART.") + "`");
        }
    }

    @Test
    void aReleaseOfTheSuiteIsAReleaseOfTheChart() {
        String version = Repository.found("<version>([^<]+)</version>", parent()).iterator().next();
        JsonNode chart = Chart.yaml(Repository.text(Repository.CHART.resolve("Chart.yaml")));
        assertThat(chart.path("appVersion").asText()).isEqualTo(version);
        assertThat(version).startsWith(chart.path("version").asText());
    }

    private static String parent() {
        String pom = Repository.text("k8s/pom.xml");
        return pom.substring(pom.indexOf("<parent>"), pom.indexOf("</parent>"));
    }

    /// Objects of the schema that take fields which it does not name, free maps of texts aside.
    private static Set<String> open(String path, JsonNode schema) {
        Set<String> found = new TreeSet<>();
        if (schema.path("type").asText().equals("object")
                && schema.path("additionalProperties").asBoolean(true)
                && !schema.path("additionalProperties").isObject()) {
            found.add(path);
        }
        for (String below : new String[] {"properties", "$defs"}) {
            schema.path(below)
                    .propertyStream()
                    .forEach(e -> found.addAll(open(path + "." + e.getKey(), e.getValue())));
        }
        if (schema.has("items")) {
            found.addAll(open(path + ".items", schema.path("items")));
        }
        return found;
    }

    /// Paths of values; maps and lists that the operator fills are one value.
    private static Set<String> leaves(String path, JsonNode values) {
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            String name = path + entry.getKey();
            boolean whole = name.endsWith(".resources") || name.endsWith(".keys");
            if (entry.getValue().isObject() && !entry.getValue().isEmpty() && !whole) {
                found.addAll(leaves(name + ".", entry.getValue()));
            } else {
                found.add(name);
            }
        }
        return found;
    }
}
