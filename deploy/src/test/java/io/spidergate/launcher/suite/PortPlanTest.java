package io.spidergate.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.spidergate.launcher.settings.PortName;
import io.spidergate.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    private static final IntSupplier NONE_ASKED =
            () -> {
                throw new AssertionError("no free port was wanted");
            };

    @Test
    void standardPortsHaveManagementAThousandAbove() {
        Ports ports = planned(settings(1, Map.of(), 8080, false), NONE_ASKED);
        assertThat(ports.of(Part.GATEWAY)).isEqualTo(new Endpoint(8080, 9080));
        assertThat(ports.of(Part.DASHBOARD)).isEqualTo(new Endpoint(8081, 9081));
        assertThat(ports.of(Part.POSTGRES)).isEqualTo(new Endpoint(8432, 0));
        assertThat(ports.kafkaController()).isEqualTo(8093);
    }

    @Test
    void furtherGatewaysTakeTheNextPortsThatNobodyElseHas() {
        Ports ports = planned(settings(3, Map.of(), 8080, false), NONE_ASKED);
        assertThat(ports.gateways()).extracting(Endpoint::port).containsExactly(8080, 8086, 8087);
    }

    @Test
    void theBaseMovesAllPortsThatNobodyHasNamed() {
        Ports ports = planned(settings(1, Map.of(PortName.VAULT, 7000), 18_080, false), NONE_ASKED);
        assertThat(ports.of(Part.KAFKA).port()).isEqualTo(18_092);
        assertThat(ports.of(Part.VAULT)).isEqualTo(new Endpoint(7000, 8000));
    }

    @Test
    void onePortForTwoIsRefusedByNamingBoth() {
        assertThat(PortPlan.of(settings(1, Map.of(PortName.VAULT, 8092), 8080, false), NONE_ASKED))
                .isEqualTo(
                        new PortPlan.Conflict(
                                "Port 8092 is given to both vault and kafka; choose another with --kafka-port."));
    }

    @Test
    void freePortsComeFromTheSystemButForTheNamedOnes() {
        AtomicInteger next = new AtomicInteger(40_000);
        Ports ports =
                planned(
                        settings(2, Map.of(PortName.GATEWAY, 8080), 8080, true),
                        next::getAndIncrement);
        assertThat(ports.of(Part.GATEWAY).port()).isEqualTo(8080);
        assertThat(ports.claims())
                .extracting(Ports.Claim::port)
                .filteredOn(port -> port != 8080)
                .allMatch(port -> port >= 40_000);
    }

    @Test
    void noTwoPartsEverShareAPort() {
        qt().forAll(
                        integers().between(1, 9),
                        integers().between(1024, 60_000),
                        integers().between(1, 65_535),
                        integers().between(0, PortName.values().length - 1))
                .checkAssert((gateways, base, port, who) -> {
                    Settings settings =
                            settings(gateways, Map.of(PortName.values()[who], port), base, false);
                    if (PortPlan.of(settings, NONE_ASKED)
                            instanceof PortPlan.Planned(Ports ports)) {
                        List<Integer> claimed =
                                ports.claims().stream().map(Ports.Claim::port).toList();
                        assertThat(claimed).doesNotHaveDuplicates();
                        assertThat(claimed).allMatch(p -> p > 0 && p <= 65_535);
                    }
                });
    }

    private static Settings settings(
            int gateways, Map<PortName, Integer> chosen, int base, boolean free) {
        return new Settings(Path.of("/r"), Path.of("/r/d"), gateways, chosen, base, free, true);
    }

    private static Ports planned(Settings settings, IntSupplier free) {
        PortPlan.Result result = PortPlan.of(settings, free);
        assertThat(result).isInstanceOf(PortPlan.Planned.class);
        return ((PortPlan.Planned) result).ports();
    }
}
