package io.spidergate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path directory;

    @BeforeEach
    void makeKeys() {
        IdentityKeys.create(directory, List.of("vault-service", "gateway-service"));
    }

    @Test
    void aTokenSaysWhoCallsWhomAndForHowLong() throws Exception {
        JwtClaims claims =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(trustedKeys())
                        .setExpectedIssuer("spidergate")
                        .setExpectedAudience("vault-service")
                        .setEvaluationTime(
                                org.jose4j.jwt.NumericDate.fromSeconds(NOW.getEpochSecond()))
                        .build()
                        .processToClaims(tokensAt(NOW).tokenFor("vault-service"));

        assertThat(claims.getSubject()).isEqualTo("gateway-service");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("gateway-service");
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)).getEpochSecond());
    }

    @Test
    void oneTokenServesAnAudienceUntilItIsAboutToExpire() {
        ServiceTokens tokens = tokensAt(NOW);

        assertThat(tokens.tokenFor("vault-service")).isSameAs(tokens.tokenFor("vault-service"));
        assertThat(tokens.tokenFor("vault-service"))
                .isNotEqualTo(tokens.tokenFor("router-service"));
    }

    @Test
    void aKeyOfAnotherServiceIsRefused() {
        Path vaultKey = IdentityKeys.privateKeyFile(directory, "vault-service");

        assertThatThrownBy(() -> new ServiceTokens("gateway-service", vaultKey, Clock.systemUTC()))
                .hasMessageContaining("belongs to 'vault-service', not to 'gateway-service'");
    }

    @Test
    void privateKeysAreReadableByTheirOwnerOnlyAndNotInTheTrustedSet() throws Exception {
        Path key = IdentityKeys.privateKeyFile(directory, "vault-service");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve(IdentityKeys.TRUSTED_KEYS)))
                .doesNotContain("\"d\"");
    }

    private ServiceTokens tokensAt(Instant now) {
        return new ServiceTokens(
                "gateway-service",
                IdentityKeys.privateKeyFile(directory, "gateway-service"),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private JwksVerificationKeyResolver trustedKeys() throws Exception {
        String keys = Files.readString(directory.resolve(IdentityKeys.TRUSTED_KEYS));
        return new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys());
    }
}
