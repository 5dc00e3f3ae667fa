package io.spidergate.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuitePlanTest {

    private static final Folders FOLDERS = new Folders(Path.of("/d"));

    @Test
    void callersStopBeforeWhatTheyCall() {
        assertThat(SuitePlan.stopStages())
                .isEqualTo(
                        List.of(
                                List.of(Part.GATEWAY),
                                List.of(Part.DASHBOARD),
                                List.of(Part.ROUTER, Part.VAULT, Part.BILLING, Part.TRACES),
                                List.of(Part.SIMULATOR),
                                List.of(Part.KAFKA),
                                List.of(Part.POSTGRES)));
    }

    @Test
    void theSimulatorRunsOnlyWhereItIsThePool() {
        assertThat(names(plan(2, true)))
                .containsExactly(
                        "gateway",
                        "gateway-2",
                        "dashboard",
                        "router",
                        "vault",
                        "billing",
                        "traces",
                        "simulator",
                        "kafka",
                        "postgres");
        assertThat(names(plan(1, false))).doesNotContain("simulator");
    }

    @Test
    void eachGatewayHasItsOwnJournalAndSnapshotAndName() {
        SuitePlan plan = plan(2, true);
        assertThat(environment(plan, "gateway-2"))
                .containsEntry("SPIDERGATE_GATEWAY_ID", "gateway-2")
                .containsEntry("SPIDERGATE_JOURNAL_DIRECTORY", "/d/gateways/gateway-2/journal")
                .containsEntry(
                        "SPIDERGATE_ROUTING_SNAPSHOT_FILE", "/d/gateways/gateway-2/snapshot.json")
                .containsEntry(
                        "SPIDERGATE_ADMISSION_TOKENS_FILE",
                        "/d/gateways/gateway-2/agent-tokens.json")
                .containsEntry("SPIDERGATE_BILLING_URL", "http://127.0.0.1:8084")
                .containsEntry("QUARKUS_HTTP_PORT", "8086");
    }

    @Test
    void aServiceKnowsOnlyItsOwnRole() {
        Map<String, String> environment = environment(plan(1, true), "vault");
        assertThat(environment)
                .containsEntry("QUARKUS_DATASOURCE_USERNAME", "vault")
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "pw-vault")
                .containsEntry("SPIDERGATE_IDENTITY_PRIVATE_KEY", "/keys/vault-service")
                .doesNotContainKey("SPIDERGATE_BILLING_URL");
        assertThat(environment.values()).noneMatch(value -> value.contains("pw-billing"));
    }

    @Test
    void theRouterHearsOfTheSimulatorOnlyWhereItRuns() {
        assertThat(environment(plan(1, true), "router"))
                .containsEntry("SPIDERGATE_CATALOGUE_SIMULATOR_URL", "http://127.0.0.1:8090");
        assertThat(environment(plan(1, false), "router"))
                .doesNotContainKey("SPIDERGATE_CATALOGUE_SIMULATOR_URL");
    }

    @Test
    void noSecretIsAnArgument() {
        JavaCommand java = new JavaCommand(Path.of("/jdk/bin/java"));
        assertThat(Stream.of(Part.values()).flatMap(p -> java.of(p, List.of("-jar", "x")).stream()))
                .noneMatch(argument -> argument.contains("pw-"));
    }

    private static Map<String, String> environment(SuitePlan plan, String name) {
        PlannedPart part =
                plan.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        return new ServiceEnvironment(
                        plan,
                        FOLDERS,
                        Map.of("vault", "pw-vault", "billing", "pw-billing"),
                        Optional.of("pw-once"),
                        service -> "/keys/" + service,
                        "/keys/trusted")
                .of(part);
    }

    private static List<String> names(SuitePlan plan) {
        return plan.parts().stream().map(PlannedPart::name).toList();
    }

    private static SuitePlan plan(int gateways, boolean simulated) {
        Settings settings =
                new Settings(Path.of("/r"), Path.of("/d"), gateways, Map.of(), 8080, false, true);
        return SuitePlan.of(((PortPlan.Planned) PortPlan.of(settings, () -> 0)).ports(), simulated);
    }
}
