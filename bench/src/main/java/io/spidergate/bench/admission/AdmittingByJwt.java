package io.spidergate.bench.admission;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.gateway.admission.KafkaTokenIndex;
import io.spidergate.gateway.admission.Recognition;
import io.spidergate.gateway.admission.jwt.IssuerVerdicts;
import io.spidergate.gateway.admission.jwt.JwtConfig;
import io.spidergate.gateway.admission.jwt.JwtVerdict;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Recognises one of a hundred thousand agents by the JWT of a service account: one that was seen
/// before, and one that is verified each time, with the way to the other thread and back.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class AdmittingByJwt {

    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final int CHOSEN = 4_711;
    private static final int RSA_BITS = 2048;

    private final KafkaTokenIndex index = new KafkaTokenIndex();
    private final IssuerVerdicts remembering;
    private final IssuerVerdicts forgetting;
    private final String byRsa;
    private final String byEc;

    public AdmittingByJwt() {
        try {
            PublicJsonWebKey rsa = RsaJwkGenerator.generateJwk(RSA_BITS);
            PublicJsonWebKey ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            rsa.setKeyId("rsa");
            ec.setKeyId("ec");
            Path file = Files.createTempFile("jwks", ".json");
            Files.writeString(
                    file,
                    new JsonWebKeySet(rsa, ec).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            byRsa = signed(rsa, "RS256");
            byEc = signed(ec, "ES256");
            remembering =
                    new IssuerVerdicts(new Settings(file, 1L << 24), new SimpleMeterRegistry());
            forgetting = new IssuerVerdicts(new Settings(file, 0), new SimpleMeterRegistry());
        } catch (JoseException | IOException e) {
            throw new IllegalStateException("the issuer cannot be played", e);
        }
        for (int number = 0; number < ManyTokens.COUNT; number++) {
            index.hear(
                    ManyTokens.ref(number),
                    ManyTokens.recognised(
                            number, new JwtIdentity(ISSUER, null, Map.of("sub", subject(number)))));
        }
    }

    @TearDown
    public void stop() throws InterruptedException {
        remembering.stop();
        forgetting.stop();
    }

    @Benchmark
    public Recognition seen() {
        return recognised(remembering, byRsa);
    }

    @Benchmark
    public Recognition firstRs256() {
        return recognised(forgetting, byRsa);
    }

    @Benchmark
    public Recognition firstEs256() {
        return recognised(forgetting, byEc);
    }

    private Recognition recognised(IssuerVerdicts verdicts, String jwt) {
        if (verdicts.of(jwt).toCompletableFuture().join() instanceof JwtVerdict.Verified(var facts)
                && index.recognise(facts) instanceof Recognition.Of found) {
            return found;
        }
        throw new IllegalStateException("the bearer of a good JWT was not recognised");
    }

    private static String subject(int number) {
        return "system:serviceaccount:team-%d:agent-%d".formatted(number % 1_000, number);
    }

    /// As long as those of Kubernetes.
    private static String signed(PublicJsonWebKey key, String algorithm) throws JoseException {
        String subject = subject(CHOSEN);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setPayload(
                """
                {"aud":["gate"],"exp":%d,"iat":1,"iss":"%s","jti":"%s","kubernetes.io":{"namespace":"team-711",\
                "node":{"name":"node-1","uid":"%4$s"},"pod":{"name":"agent-4711-abc","uid":"%4$s"},\
                "serviceaccount":{"name":"agent-4711","uid":"%4$s"}},"nbf":1,"sub":"%5$s"}\
                """
                        .formatted(
                                Instant.now().plusSeconds(86_400).getEpochSecond(),
                                ISSUER,
                                BigInteger.TWO.pow(100),
                                "0e0c5b2e-4ec2-4a43-9b0e-8d6f5f0a9b11",
                                subject));
        return signature.getCompactSerialization();
    }

    private record Settings(Path keys, long bytes) implements JwtConfig, JwtConfig.Issuer {

        @Override
        public Map<String, Issuer> issuers() {
            return Map.of("cluster", this);
        }

        @Override
        public Duration clockSkew() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int maxLength() {
            return 8_192;
        }

        @Override
        public MemorySize cache() {
            return new MemorySize(BigInteger.valueOf(bytes));
        }

        @Override
        public Duration refresh() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration refreshPause() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration keep() {
            return Duration.ofHours(24);
        }

        @Override
        public String url() {
            return ISSUER;
        }

        @Override
        public Set<String> audience() {
            return Set.of("gate");
        }

        @Override
        public Optional<URI> jwksUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> jwksFile() {
            return Optional.of(keys);
        }

        @Override
        public Optional<Path> caFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> tokenFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> algorithms() {
            return Optional.empty();
        }
    }
}
