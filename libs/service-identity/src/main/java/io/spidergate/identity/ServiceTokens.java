package io.spidergate.identity;

import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Mints the tokens with which this process calls other services; each is valid for one audience
/// and five minutes.
@ApplicationScoped
public class ServiceTokens {

    public static final String ISSUER = "spidergate";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /// A token is replaced this long before its end, so that none expires on its way.
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(1);

    private final String name;
    private final PrivateKey key;
    private final Clock clock;
    private final Map<String, Minted> cache = new ConcurrentHashMap<>();

    @Inject
    ServiceTokens(IdentityConfig config) {
        this(config.name(), config.privateKey(), Clock.systemUTC());
    }

    /// For processes without a container, such as the launcher.
    public ServiceTokens(String name, Path privateKey, Clock clock) {
        this.name = name;
        this.key = IdentityKeys.readPrivateKey(privateKey, name);
        this.clock = clock;
    }

    /// The bearer token for a call to `audience`.
    public String tokenFor(String audience) {
        Instant now = clock.instant();
        return cache.compute(
                        audience,
                        (target, held) ->
                                held != null && now.isBefore(held.renewAt())
                                        ? held
                                        : mint(target, now))
                .token();
    }

    private Minted mint(String audience, Instant now) {
        Instant expiry = now.plus(LIFETIME);
        String token =
                Jwt.issuer(ISSUER)
                        .subject(name)
                        .upn(name)
                        .audience(audience)
                        .groups(Set.of(name))
                        .issuedAt(now)
                        .expiresAt(expiry)
                        .jws()
                        .keyId(name)
                        .sign(key);
        return new Minted(token, expiry.minus(RENEW_BEFORE));
    }

    private record Minted(String token, Instant renewAt) {}
}
