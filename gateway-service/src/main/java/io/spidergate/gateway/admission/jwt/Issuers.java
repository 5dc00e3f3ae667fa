package io.spidergate.gateway.admission.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// From what is configured to what works; what is wrong there stops the start.
final class Issuers {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int LEAST_LENGTH = 256;

    private Issuers() {}

    static JwtVerification verification(JwtConfig config) {
        if (config.maxLength() < LEAST_LENGTH) {
            throw new IllegalArgumentException(
                    "spidergate.admission.jwt.max-length must be at least %d, got %d"
                            .formatted(LEAST_LENGTH, config.maxLength()));
        }
        Map<String, Issuer> byUrl = new LinkedHashMap<>();
        config.issuers().forEach((name, it) -> byUrl.put(it.url(), issuer(name, it, config)));
        return new JwtVerification(byUrl, config.maxLength());
    }

    static Map<String, IssuerKeys> keysByUrl(JwtConfig config, Clock clock) {
        IssuerKeys.Pace pace =
                new IssuerKeys.Pace(config.refresh(), config.refreshPause(), config.keep());
        Map<String, IssuerKeys> keys = new LinkedHashMap<>();
        config.issuers()
                .forEach((name, it) -> {
                    Issuer issuer = issuer(name, it, config);
                    IssuerKeys before =
                            keys.put(
                                    it.url(),
                                    new IssuerKeys(issuer, source(name, it), pace, clock));
                    Issuer.require(before == null, name, "another has the same url");
                });
        return keys;
    }

    private static Issuer issuer(String name, JwtConfig.Issuer it, JwtConfig config) {
        return new Issuer(
                name,
                it.url(),
                it.audience(),
                it.algorithms().orElse(Issuer.ALGORITHMS),
                config.clockSkew());
    }

    private static KeySource source(String name, JwtConfig.Issuer it) {
        if (it.jwksFile().isPresent()) {
            Issuer.require(
                    it.jwksUrl().isEmpty(), name, "jwks-url and jwks-file exclude each other");
            return new FileKeySource(it.jwksFile().get());
        }
        URI address = it.jwksUrl().orElseGet(() -> discovery(name, it.url()));
        Issuer.require(
                HttpKeySource.isSafe(address),
                name,
                "%s must be https, or http on this machine".formatted(address));
        return new HttpKeySource(it.url(), it.jwksUrl(), it.tokenFile(), client(name, it));
    }

    private static URI discovery(String name, String url) {
        try {
            return HttpKeySource.discovery(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "spidergate.admission.jwt, issuer '%s': '%s' is no address; say jwks-url or jwks-file"
                            .formatted(name, url),
                    e);
        }
    }

    private static HttpClient client(String name, JwtConfig.Issuer it) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        it.caFile().ifPresent(file -> client.sslContext(trusting(name, file)));
        return client.build();
    }

    /// These certificates and no others.
    private static SSLContext trusting(String name, Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + number++, each);
            }
            Issuer.require(number > 0, name, "ca-file %s holds no certificate".formatted(file));
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "spidergate.admission.jwt, issuer '%s': ca-file %s cannot be read"
                            .formatted(name, file),
                    e);
        }
    }
}
