package io.spidergate.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultLeasesTest {

    private static final CredentialId GROQ = new CredentialId("cred_groq");
    private static final CredentialId MISTRAL = new CredentialId("cred_mistral");

    private final MovableClock clock = new MovableClock();
    private final SealingVault vault = new SealingVault(clock);
    private volatile Set<CredentialId> named = Set.of(GROQ);
    private VaultLeases leases;

    @BeforeEach
    void start() {
        vault.store(GROQ, "gsk_1", 1);
        vault.store(MISTRAL, "mis_1", 1);
        leases = new VaultLeases("gateway-1", () -> named, vault, clock, new SplittableRandom(1));
        leases.start();
    }

    @AfterEach
    void close() {
        leases.close();
    }

    @Test
    void leasesWhatTheTableNamesAndNothingElse() {
        awaitOpen(GROQ, "gsk_1");
        assertThat(leases.open(MISTRAL)).isNull();
        assertThat(leases.standing()).isEqualTo(new VaultLeases.Standing(1, 1, true, ""));
    }

    @Test
    void hasNotBegunBeforeTheVaultAnsweredForTheFirstTable() {
        leases.close();
        named = Set.of();
        vault.away = true;
        leases = new VaultLeases("gateway-1", () -> named, vault, clock, new SplittableRandom(1));
        assertThat(leases.standing().begun()).as("nothing to ask for").isTrue();
        leases.start();

        named = Set.of(GROQ);
        await().untilAsserted(() -> assertThat(leases.standing().trouble()).isNotEmpty());
        assertThat(leases.standing().begun()).isFalse();

        vault.away = false;
        await().untilAsserted(() -> assertThat(leases.standing().begun()).isTrue());
        assertThat(leases.standing().usable()).isEqualTo(1);
    }

    @Test
    void beginsWithoutTheVaultWhereItStaysAway() {
        leases.close();
        vault.away = true;
        leases = new VaultLeases("gateway-1", () -> named, vault, clock, new SplittableRandom(1));
        leases.start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(leases.standing().begun()).isTrue());
        assertThat(leases.standing().usable()).isZero();
    }

    @Test
    void leasesWhatAnewTableNamesAndForgetsWhatItNoLongerNames() {
        awaitOpen(GROQ, "gsk_1");
        named = Set.of(MISTRAL);

        awaitOpen(MISTRAL, "mis_1");
        await().untilAsserted(() -> assertThat(leases.open(GROQ)).isNull());
    }

    @Test
    void renewsWhenHalfOfTheLifeIsOver() {
        awaitOpen(GROQ, "gsk_1");
        assertThat(vault.requests).hasSize(1);

        clock.advance(Duration.ofMinutes(6));

        await().untilAsserted(() -> assertThat(vault.requests).hasSize(2));
        clock.advance(Duration.ofMinutes(6));
        assertThat(leases.open(GROQ)).isEqualTo(new Secret("gsk_1"));
    }

    @Test
    void usesALeaseUntilItsEndWhileTheVaultIsAwayAndNotLonger() {
        awaitOpen(GROQ, "gsk_1");
        vault.away = true;
        clock.advance(Duration.ofMinutes(9));
        assertThat(leases.open(GROQ)).isEqualTo(new Secret("gsk_1"));
        await().untilAsserted(() ->
                assertThat(leases.standing().trouble()).contains("connection refused"));

        clock.advance(Duration.ofMinutes(2));
        assertThat(leases.open(GROQ)).isNull();

        vault.away = false;
        awaitOpen(GROQ, "gsk_1");
        await().untilAsserted(() -> assertThat(leases.standing().trouble()).isEmpty());
    }

    @Test
    void dropsADisabledCredentialAtOnceAndDoesNotAskForIt() {
        awaitOpen(GROQ, "gsk_1");
        int asked = vault.requests.size();

        leases.heard(notice(2, false));

        assertThat(leases.open(GROQ)).isNull();
        clock.advance(Duration.ofMinutes(1));
        await().during(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(vault.requests).hasSize(asked));
    }

    @Test
    void replacesAnOldVersionWhenANewerIsNoticed() {
        awaitOpen(GROQ, "gsk_1");
        vault.store(GROQ, "gsk_2", 2);

        leases.heard(notice(2, true));

        awaitOpen(GROQ, "gsk_2");
    }

    @Test
    void neverUsesAVersionOlderThanNoticed() {
        leases.heard(notice(5, true));

        await().during(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(leases.open(GROQ)).isNull());
        vault.store(GROQ, "gsk_5", 5);
        clock.advance(Duration.ofSeconds(1));
        awaitOpen(GROQ, "gsk_5");
    }

    @Test
    void dropsACredentialThatIsGone() {
        awaitOpen(GROQ, "gsk_1");

        leases.forgotten(GROQ);

        assertThat(leases.open(GROQ)).isNull();
    }

    @Test
    void asksAgainForARefusedCredentialWhenItIsNoticed() {
        CredentialId late = new CredentialId("cred_late");
        named = Set.of(late);
        await().untilAsserted(() ->
                assertThat(vault.requests)
                        .anyMatch(request -> request.credentials().contains(late)));
        vault.store(late, "late_1", 1);

        leases.heard(
                new CredentialNotice(
                        late, "groq", "default", true, 1, clock.instant(), 1, null, null));

        awaitOpen(late, "late_1");
    }

    @Test
    void keepsOtherLeasesWhenOneIsRefused() {
        named = Set.of(GROQ, new CredentialId("cred_unknown"));

        awaitOpen(GROQ, "gsk_1");
        assertThat(leases.standing().trouble()).isEmpty();
    }

    private CredentialNotice notice(int version, boolean enabled) {
        return new CredentialNotice(
                GROQ, "groq", "default", enabled, version, clock.instant(), version, null, null);
    }

    private void awaitOpen(CredentialId credential, String secret) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(leases.open(credential)).isEqualTo(new Secret(secret)));
    }
}
