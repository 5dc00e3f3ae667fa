package io.spidergate.gateway.admission.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtConfigTest {

    private static final String PREFIX = "spidergate.admission.jwt.";
    private static final String ENVIRONMENT = "SPIDERGATE_ADMISSION_JWT_ISSUERS__CLUSTER__";

    @Test
    void nobodyIsTrustedUntilAnIssuerIsNamed() {
        JwtConfig config = read(Map.of());
        assertThat(config.issuers()).isEmpty();
        assertThat(Issuers.keysByUrl(config, Clock.systemUTC())).isEmpty();
    }

    /// As the chart tells it.
    @Test
    void anIssuerCanBeNamedByTheEnvironment() {
        JwtConfig config =
                read(
                        new EnvConfigSource(
                                Map.of(
                                        ENVIRONMENT + "URL",
                                        "https://kubernetes.default.svc.cluster.local",
                                        ENVIRONMENT + "AUDIENCE",
                                        "spidergate",
                                        ENVIRONMENT + "JWKS_URL",
                                        "https://kubernetes.default.svc/openid/v1/jwks",
                                        ENVIRONMENT + "CA_FILE",
                                        "/ca.crt",
                                        ENVIRONMENT + "TOKEN_FILE",
                                        "/token"),
                                300));

        assertThat(config.issuers()).containsOnlyKeys("cluster");
        JwtConfig.Issuer cluster = config.issuers().get("cluster");
        assertThat(cluster.url()).isEqualTo("https://kubernetes.default.svc.cluster.local");
        assertThat(cluster.audience()).isEqualTo(Set.of("spidergate"));
        assertThat(cluster.jwksUrl())
                .contains(URI.create("https://kubernetes.default.svc/openid/v1/jwks"));
        assertThat(cluster.caFile()).contains(Path.of("/ca.crt"));
        assertThat(cluster.tokenFile()).contains(Path.of("/token"));
        assertThat(cluster.algorithms()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuers.a.jwks-url | http://example.com/keys | must be https",
                "issuers.a.jwks-url | file:///keys | must be https",
                "issuers.a.url | http://example.com | must be https",
                "issuers.a.url | not an address | say jwks-url",
                "issuers.a.algorithms | HS256 | algorithms must be of",
                "issuers.a.algorithms | none | algorithms must be of",
                "issuers.a.ca-file | /nowhere/ca.crt | cannot be read",
                "issuers.b.url | https://example.com | has the same url",
                "clock-skew | 6m | clock-skew must be from 0s to 5m",
                "max-length | 10 | max-length must be at least 256",
                "keep | 1s | keep at least refresh",
            })
    void whatIsWrongStopsTheStart(String key, String value, String why) {
        Map<String, String> settings =
                new HashMap<>(
                        Map.of(
                                PREFIX + "issuers.a.url", "https://example.com",
                                PREFIX + "issuers.a.audience", "gate"));
        settings.put(PREFIX + key, value);
        if (key.startsWith("issuers.b")) {
            settings.put(PREFIX + "issuers.b.audience", "gate");
        }
        JwtConfig config = read(settings);
        assertThatThrownBy(
                        () -> {
                            Issuers.verification(config);
                            Issuers.keysByUrl(config, Clock.systemUTC());
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anIssuerWithoutAnAudienceStopsTheStart() {
        assertThatThrownBy(() -> read(Map.of(PREFIX + "issuers.a.url", "https://example.com")))
                .hasMessageContaining("audience");
    }

    private static JwtConfig read(Map<String, String> settings) {
        return read(new PropertiesConfigSource(settings, "test", 300));
    }

    private static JwtConfig read(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .withMapping(JwtConfig.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(source)
                .build()
                .getConfigMapping(JwtConfig.class);
    }
}
