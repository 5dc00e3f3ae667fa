package io.spidergate.router.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.LackingCapability;
import io.spidergate.routing.CapabilityFinding.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTrackerTest {

    private static final Instant T0 = Instant.parse("2026-11-27T12:00:00Z");
    private static final Capability TOOLS = Capability.FUNCTION_CALLING;
    private static final Duration FIRST = Duration.ofMinutes(10);

    private final CapabilityTracker tracker = new CapabilityTracker();

    @Test
    void tellsGatewaysOfARefusalAndNotOfTheProvidersWords() {
        assertThat(tracker.learn(refused("work"), T0, "gw_1")).isTrue();

        assertThat(lacking("work"))
                .containsExactly(new LackingCapability(TOOLS, T0, T0.plus(FIRST), "gw_1"));
        assertThat(report().of("groq", "m").values())
                .extracting(Measured::evidence)
                .containsExactly("it does not support tools");
    }

    @Test
    void oneAccountsRefusalSaysNothingOfTheOthers() {
        tracker.learn(refused("work"), T0, "gw_1");

        assertThat(lacking("home")).isEmpty();
    }

    @Test
    void whatTwoAccountsHaveRefusedTheModelLacks() {
        tracker.learn(refused("work"), T0, "gw_1");
        tracker.learn(refused("home"), T0.plusSeconds(5), "gw_2");

        assertThat(lacking("third"))
                .containsExactly(new LackingCapability(TOOLS, T0, T0.plus(FIRST), "gw_1"));
        tracker.learn(served("third"), T0.plusSeconds(6), "gw_2");
        assertThat(lacking("third")).as("but where it was proven").isEmpty();
        assertThat(lacking("fourth")).isNotEmpty();
    }

    @Test
    void aWorkspacesOwnAccountsTakeNothingFromOthers() {
        tracker.learn(refused("ws_a/default"), T0, "gw_1");
        tracker.learn(refused("ws_b/default"), T0, "gw_1");

        assertThat(lacking("default")).isEmpty();
        assertThat(lacking("ws_c/default")).isEmpty();
        assertThat(lacking("ws_a/default")).isNotEmpty();
    }

    @Test
    void aSuccessThatMadeUseOfItProvesIt() {
        tracker.learn(refused("work"), T0, "gw_1");
        tracker.learn(attempt("work", null, Set.of(), null), T0.plusSeconds(1), "gw_1");
        assertThat(lacking("work")).as("plain words prove nothing").isNotEmpty();

        assertThat(tracker.learn(served("work"), T0.plusSeconds(2), "gw_2")).isTrue();
        assertThat(lacking("work")).isEmpty();
        assertThat(report().count(TOOLS, Word.PROVEN)).isEqualTo(1);
    }

    @Test
    void aCombinationThatWasRefusedTeachesNothing() {
        assertThat(
                        tracker.learn(
                                attempt("work", FailureClass.CAPABILITY_MISSING, Set.of(), null),
                                T0,
                                "gw_1"))
                .isFalse();
        assertThat(report().of("groq", "m")).isEmpty();
    }

    @Test
    void goesOnWhereAnEarlierProcessEnded() {
        tracker.learn(refused("work"), T0, "gw_1");
        Map<Ability, Measured> stored = tracker.takeUnsaved();

        CapabilityTracker next = new CapabilityTracker();
        next.load(stored);
        next.learn(refused("work"), T0, "gw_1"); // is heard again
        assertThat(lackingBy(next, "work"))
                .containsExactly(new LackingCapability(TOOLS, T0, T0.plus(FIRST), "gw_1"));
        assertThat(next.takeUnsaved()).isEmpty();

        Instant again = T0.plus(FIRST);
        next.learn(refused("work"), again, "gw_2");
        assertThat(lackingBy(next, "work"))
                .containsExactly(
                        new LackingCapability(TOOLS, T0, again.plus(Duration.ofHours(1)), "gw_2"));
    }

    /// The database keeps no more.
    @Test
    void countsInMicroseconds() {
        tracker.learn(served("work"), T0.plusNanos(1_999), "gw_1");

        assertThat(report().of("groq", "m").values())
                .extracting(measured -> measured.finding().heardAt())
                .containsExactly(T0.plusNanos(1_000));
    }

    @Test
    void storesASuccessThatShowsWhatIsKnownOnceAnHour() {
        tracker.learn(served("work"), T0, "gw_1");
        assertThat(tracker.takeUnsaved()).hasSize(1);
        tracker.learn(served("work"), T0.plusSeconds(3_599), "gw_1");
        assertThat(tracker.takeUnsaved()).isEmpty();
        tracker.learn(served("work"), T0.plusSeconds(3_600), "gw_1");
        assertThat(tracker.takeUnsaved()).hasSize(1);
    }

    @Test
    void whatCouldNotBeStoredIsStoredLater() {
        tracker.learn(refused("work"), T0, "gw_1");
        Map<Ability, Measured> taken = tracker.takeUnsaved();
        tracker.learn(served("home"), T0, "gw_1");
        tracker.giveBack(taken);

        assertThat(tracker.takeUnsaved()).hasSize(2);
    }

    @Test
    void aResetForgetsWhatWasBeforeAlsoWhenItIsHeardAgain() {
        tracker.learn(refused("work"), T0, "gw_1");
        CapabilityResets resets =
                new CapabilityResets(Map.of(CapabilityResets.key("groq", "m"), T0.plusSeconds(1)));

        assertThat(tracker.reset(resets)).isTrue();
        assertThat(lacking("work")).isEmpty();
        assertThat(tracker.takeUnsaved()).isEmpty();
        tracker.learn(refused("work"), T0.plusSeconds(1), "gw_1");
        assertThat(lacking("work")).isEmpty();
        tracker.learn(refused("work"), T0.plusSeconds(2), "gw_1");
        assertThat(lacking("work")).isNotEmpty();
    }

    @Test
    void whatNobodyHasMadeUseOfForAMonthIsForgotten() {
        tracker.learn(served("work"), T0, "gw_1");

        assertThat(tracker.report(T0.plus(Duration.ofDays(30))).of("groq", "m")).hasSize(1);
        assertThat(tracker.report(T0.plus(Duration.ofDays(31))).of("groq", "m")).isEmpty();
    }

    /// A restart at any point, with events heard again from any point before it, ends the same.
    @Test
    void restartsAndReplaysChangeNothing() {
        qt().forAll(longs().all())
                .checkAssert(seed -> {
                    Random random = new Random(seed);
                    List<AttemptRecord> attempts = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        String account = random.nextBoolean() ? "work" : "home";
                        attempts.add(random.nextInt(3) == 0 ? served(account) : refused(account));
                    }
                    CapabilityTracker whole = new CapabilityTracker();
                    hear(whole, attempts, 0, 20);

                    int restart = random.nextInt(21);
                    CapabilityTracker first = new CapabilityTracker();
                    hear(first, attempts, 0, restart);
                    CapabilityTracker second = new CapabilityTracker();
                    second.load(first.report(T0).of("groq", "m"));
                    hear(second, attempts, random.nextInt(restart + 1), 20);

                    assertThat(second.report(T0).of("groq", "m"))
                            .isEqualTo(whole.report(T0).of("groq", "m"));
                });
    }

    private static void hear(
            CapabilityTracker tracker, List<AttemptRecord> attempts, int from, int to) {
        for (int at = from; at < to; at++) {
            tracker.learn(attempts.get(at), T0.plusSeconds(900L * at), "gw_1");
        }
    }

    private CapabilityReport report() {
        return tracker.report(T0);
    }

    private List<LackingCapability> lacking(String account) {
        return lackingBy(tracker, account);
    }

    private static List<LackingCapability> lackingBy(CapabilityTracker tracker, String account) {
        return tracker.report(T0).lacking("groq", account, "m");
    }

    private static AttemptRecord served(String account) {
        return attempt(account, null, Set.of(TOOLS), null);
    }

    private static AttemptRecord refused(String account) {
        return attempt(account, FailureClass.CAPABILITY_MISSING, Set.of(), TOOLS);
    }

    private static AttemptRecord attempt(
            String account, FailureClass failure, Set<Capability> uses, Capability lacking) {
        return new AttemptRecord(
                        1,
                        new DeploymentId("dep_groq:%s:m".formatted(account)),
                        "groq",
                        account,
                        null,
                        "m",
                        0,
                        null,
                        null,
                        1,
                        null,
                        failure,
                        failure == null ? null : "it does not support tools",
                        null,
                        new RequestEvent.Usage(0, 0, 0, RequestEvent.Evidence.NONE),
                        new RequestEvent.Cost(0, RequestEvent.Basis.NONE),
                        List.of(),
                        null)
                .using(uses, lacking);
    }
}
