package io.spidergate.gateway.admission.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.fixtures.JwtIssuer;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Refused;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Undecided;
import io.spidergate.gateway.admission.jwt.JwtVerdict.Verified;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JWTs of an issuer that shows its keys over HTTP, changes them, and goes away.
class VerifierTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration KEEP = Duration.ofHours(1);
    private static final IssuerKeys.Pace PACE =
            new IssuerKeys.Pace(Duration.ofMinutes(5), PAUSE, KEEP);

    private final JwtIssuer issuer = JwtIssuer.start();
    private final Hands clock = new Hands();
    private final List<JwtVerdict> told = new CopyOnWriteArrayList<>();
    private final VerificationPool pool = new VerificationPool();
    private IssuerKeys keys = keys(source(Optional.empty(), Optional.empty()));
    private Verifier verifier = verifier(pool, 1 << 20);

    @AfterEach
    void stop() throws InterruptedException {
        keys.close();
        pool.close();
        issuer.close();
    }

    @Test
    void eachJwtIsVerifiedOnceUntilItEnds() {
        String jwt = issuer.jwt("gate", Map.of("sub", "a"));
        assertThat(verdict(jwt)).isInstanceOf(Verified.class);
        for (int i = 0; i < 50; i++) {
            CompletableFuture<JwtVerdict> again = verifier.of(jwt);
            assertThat(again).isDone();
            assertThat(again.join()).isInstanceOf(Verified.class);
        }
        assertThat(told).hasSize(1);
        assertThat(issuer.reads()).isEqualTo(1);

        clock.forward(Duration.ofSeconds(700));
        assertThat(verdict(jwt)).isInstanceOf(JwtVerdict.Expired.class);
    }

    @Test
    void manyWhoShowTheSameAtOnceShareOneVerification() {
        String jwt = issuer.jwt("gate", Map.of("sub", "a"));
        List<CompletableFuture<JwtVerdict>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(verifier.of(jwt));
        }
        assertThat(all).allSatisfy(it -> assertThat(it.join()).isInstanceOf(Verified.class));
        assertThat(told).hasSize(1);
    }

    @Test
    void aNewKeyIsLookedUpForTheFirstJwtThatIsSignedByIt() {
        verdict(issuer.jwt("gate", Map.of("sub", "a")));
        clock.forward(PAUSE);
        issuer.rotate();

        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "b")))).isInstanceOf(Verified.class);
        assertThat(issuer.reads()).isEqualTo(2);
    }

    @Test
    void aFloodOfMadeUpKeysAsksTheIssuerOnceInAPause() throws Exception {
        verdict(issuer.jwt("gate", Map.of("sub", "a")));
        clock.forward(PAUSE);
        try (JwtIssuer forger = JwtIssuer.start()) {
            for (int i = 0; i < 100; i++) {
                forger.rotate();
                JwtVerdict verdict =
                        verdict(
                                forger.sign(
                                        "{\"iss\":\"%s\",\"aud\":\"gate\",\"exp\":9999999999,\"sub\":\"a\"}"
                                                .formatted(issuer.url())));
                assertThat(verdict)
                        .isIn(
                                new Refused(JwtFault.UNKNOWN_KEY),
                                new Refused(JwtFault.SIGNATURE),
                                new Undecided(
                                        "the keys of the JWT's issuer are not read again so soon",
                                        PAUSE.plusSeconds(1)));
            }
        }
        assertThat(issuer.reads()).isEqualTo(2);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "b")))).isInstanceOf(Verified.class);
    }

    @Test
    void aKeyThatWasWithdrawnOpensNothingAfterTheNextLook() {
        String old = issuer.jwt("gate", Map.of("sub", "a"));
        assertThat(verdict(old)).isInstanceOf(Verified.class);
        issuer.rotate();
        issuer.withdrawAllButTheNewest();
        clock.forward(PAUSE);

        look();

        assertThat(verdict(old))
                .isIn(
                        new Refused(JwtFault.UNKNOWN_KEY),
                        new Undecided(
                                "the keys of the JWT's issuer are not read again so soon",
                                PAUSE.plusSeconds(1)));
        clock.forward(PAUSE);
        assertThat(verdict(old)).isEqualTo(new Refused(JwtFault.UNKNOWN_KEY));
    }

    @Test
    void anEqualSetOfKeysLeavesWhatWasVerified() {
        String jwt = issuer.jwt("gate", Map.of("sub", "a"));
        verdict(jwt);
        clock.forward(PAUSE);
        look();
        assertThat(verifier.of(jwt)).isDone();
        assertThat(told).hasSize(1);
    }

    @Test
    void theKeysOutliveTheirIssuerForATimeThatIsBounded() {
        String jwt = issuer.jwt("gate", Map.of("sub", "a", "exp", 9_999_999_999L));
        assertThat(verdict(jwt)).isInstanceOf(Verified.class);
        issuer.goAway(true);

        clock.forward(KEEP);
        assertThat(verdict(jwt)).isInstanceOf(Verified.class);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "b", "exp", 9_999_999_999L))))
                .isInstanceOf(Verified.class);

        clock.forward(Duration.ofSeconds(1));
        assertThat(verdict(jwt)).isInstanceOf(Undecided.class);

        issuer.goAway(false);
        clock.forward(PAUSE);
        assertThat(verdict(jwt)).isInstanceOf(Verified.class);
    }

    @Test
    void anIssuerThatWasNeverThereDecidesNothing() {
        issuer.goAway(true);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Undecided.class);
        assertThat(keys.age()).isNull();
        assertThat(keys.failures()).isPositive();
    }

    @Test
    void theKeysAreReadAheadOfNeed() {
        keys.start();
        await().atMost(PATIENCE).until(() -> keys.current() != null);
        assertThat(issuer.reads()).isEqualTo(1);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Verified.class);
        assertThat(issuer.reads()).isEqualTo(1);
    }

    @Test
    void whereTooManyWaitTheNextIsToldToComeBack() {
        Executor full =
                work -> {
                    throw new RejectedExecutionException("full");
                };
        verifier = verifier(full, 1 << 20);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a"))))
                .isEqualTo(
                        new Undecided(
                                "too many new JWTs are being verified", Duration.ofSeconds(1)));
    }

    @Test
    void whatIsRememberedIsBounded() {
        verifier = verifier(pool, 40_000);
        for (int i = 0; i < 200; i++) {
            assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a" + i))))
                    .isInstanceOf(Verified.class);
        }
        assertThat(verifier.remembered()).isLessThan(40);
    }

    @Test
    void badOnesAreNotRemembered() {
        for (int i = 0; i < 20; i++) {
            assertThat(verdict(issuer.jwt("bank", Map.of("sub", "a" + i))))
                    .isEqualTo(new Refused(JwtFault.AUDIENCE));
        }
        assertThat(verifier.remembered()).isLessThan(2);
    }

    @Test
    void theApiServersKeysAreReadWithATokenFromAFileAsItIsThen(@TempDir Path folder)
            throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        issuer.requireBearer("second");
        keys = keys(source(Optional.of(issuer), Optional.of(token)));
        verifier = verifier(pool, 1 << 20);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Undecided.class);

        Files.writeString(token, "second\n");
        clock.forward(PAUSE);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Verified.class);
    }

    @Test
    void keysMayComeFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.keysAsJson());
        keys = keys(new FileKeySource(file));
        verifier = verifier(pool, 1 << 20);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Verified.class);
        assertThat(issuer.reads()).isZero();
    }

    @Test
    void aDocumentThatSpeaksForAnotherIssuerIsNotBelieved() {
        keys =
                keys(
                        new HttpKeySource(
                                issuer.url() + "/",
                                Optional.empty(),
                                Optional.empty(),
                                HttpClient.newHttpClient()));
        verifier = verifier(pool, 1 << 20);
        assertThat(verdict(issuer.jwt("gate", Map.of("sub", "a")))).isInstanceOf(Undecided.class);
    }

    private void look() {
        CompletableFuture<Void> again = keys.readAgain();
        assertThat(again).isNotNull();
        again.join();
    }

    private JwtVerdict verdict(String jwt) {
        return verifier.of(jwt)
                .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private HttpKeySource source(Optional<JwtIssuer> direct, Optional<Path> token) {
        return new HttpKeySource(
                issuer.url(), direct.map(JwtIssuer::jwksUrl), token, HttpClient.newHttpClient());
    }

    private IssuerKeys keys(KeySource source) {
        return new IssuerKeys(known(), source, PACE, clock);
    }

    private Issuer known() {
        return new Issuer(
                "test", issuer.url(), Set.of("gate"), Issuer.ALGORITHMS, Duration.ofSeconds(30));
    }

    private Verifier verifier(Executor executor, long bytes) {
        return new Verifier(
                new JwtVerification(Map.of(issuer.url(), known()), 8_192),
                Map.of(issuer.url(), keys),
                executor,
                bytes,
                clock,
                told::add);
    }

    /// A clock whose hands are moved.
    private static final class Hands extends Clock {

        private volatile Instant now = Instant.now();

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
