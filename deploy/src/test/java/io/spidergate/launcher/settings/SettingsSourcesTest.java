package io.spidergate.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSourcesTest {

    private static final Path ROOT = Path.of("/checkout");

    @Test
    void defaultsAreOneGatewayInTheCheckoutsOwnFolder() {
        assertThat(read(Map.of(), Map.of(), Map.of()))
                .isEqualTo(
                        new Settings(
                                ROOT, ROOT.resolve(".spidergate"), 1, Map.of(), 8080, false, true));
    }

    @Test
    void anOptionWinsOverTheEnvironmentAndThatOverTheFile() {
        Map<String, String> file =
                Map.of("gateway.port", "7001", "router.port", "7002", "vault.port", "7003");
        Map<String, String> environment =
                Map.of("SPIDERGATE_GATEWAY_PORT", "7011", "SPIDERGATE_ROUTER_PORT", "7012");
        Settings settings = read(Map.of("gateway.port", "7021"), environment, file);
        assertThat(settings.chosenPorts())
                .isEqualTo(
                        Map.of(
                                PortName.GATEWAY, 7021,
                                PortName.ROUTER, 7012,
                                PortName.VAULT, 7003));
    }

    @Test
    void aFolderInFileOrEnvironmentIsCountedFromTheCheckout() {
        assertThat(read(Map.of(), Map.of("SPIDERGATE_DATA", "elsewhere/data"), Map.of()).data())
                .isEqualTo(Path.of("/checkout/elsewhere/data"));
        assertThat(read(Map.of("data", "/var/lib/gate"), Map.of(), Map.of()).data())
                .isEqualTo(Path.of("/var/lib/gate"));
    }

    @Test
    void aWrongPortIsNamedByTheSourceThatHasIt() {
        assertThat(wrong(Map.of("kafka.port", "70000"), Map.of(), Map.of()))
                .isEqualTo("--kafka-port must be a number from 1 to 65535, got '70000'");
        assertThat(wrong(Map.of(), Map.of("SPIDERGATE_KAFKA_CONTROLLER_PORT", "x"), Map.of()))
                .isEqualTo(
                        "SPIDERGATE_KAFKA_CONTROLLER_PORT must be a number from 1 to 65535, got 'x'");
        assertThat(wrong(Map.of(), Map.of(), Map.of("postgres.port", "-1")))
                .isEqualTo(
                        "postgres.port in the settings file must be a number from 1 to 65535, got '-1'");
    }

    @Test
    void gatewaysAreOneToNine() {
        assertThat(read(Map.of("gateways", "9"), Map.of(), Map.of()).gateways()).isEqualTo(9);
        assertThat(wrong(Map.of("gateways", "10"), Map.of(), Map.of()))
                .isEqualTo("--gateways must be a number from 1 to 9, got '10'");
    }

    @Test
    void aKeyThatTheFileShouldNotHaveIsNamed() {
        assertThat(wrong(Map.of(), Map.of(), Map.of("gatway.port", "8080")))
                .startsWith(
                        "the settings file has 'gatway.port', which is not one of billing.port, ");
    }

    @Test
    void portsAreFixedOrFree() {
        assertThat(read(Map.of("ports", "free"), Map.of(), Map.of()).freePorts()).isTrue();
        assertThat(wrong(Map.of("ports", "any"), Map.of(), Map.of()))
                .isEqualTo("--ports must be 'fixed' or 'free', got 'any'");
        assertThat(read(Map.of(), Map.of("SPIDERGATE_BUILD", "never"), Map.of()).build()).isFalse();
    }

    private static Settings read(
            Map<String, String> options, Map<String, String> env, Map<String, String> file) {
        SettingsReading reading = new SettingsSources(options, env, file).read(ROOT);
        assertThat(reading).isInstanceOf(SettingsReading.Read.class);
        return ((SettingsReading.Read) reading).settings();
    }

    private static String wrong(
            Map<String, String> options, Map<String, String> env, Map<String, String> file) {
        SettingsReading reading = new SettingsSources(options, env, file).read(ROOT);
        assertThat(reading).isInstanceOf(SettingsReading.Wrong.class);
        return ((SettingsReading.Wrong) reading).sentence();
    }
}
