package io.spidergate.bench.budgets;

import io.spidergate.bench.Callers;
import io.spidergate.bench.Pause;
import io.spidergate.simulator.Call;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// A crowd of callers on a fresh hard cap, a gateway killed among them, and then whoever wants the
/// rest. The cap is in turn that of one agent, and that of a workspace with several.
final class CapRound {

    static final int CALLS = 500;
    static final int GATEWAYS = 3;
    private static final int AGENTS = 5;
    static final long CAP = 100 * CentRig.CENT;

    /// billing's default, and some for the look itself.
    private static final Duration EXPIRY = Duration.ofSeconds(60).plusMillis(250);

    private static final Duration ANSWER = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RESTART = Duration.ofMinutes(3);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final int FIRST_KILL = 10;
    private static final int LATER_KILL = 7;
    private static final List<Integer> EXPECTED = List.of(Callers.NO_ANSWER, 402, 503);

    private final CentRig rig;
    private final Billing billing;
    private final int number;
    private final List<URI> gateways;
    private final List<String> tokens;
    private final String subject;

    CapRound(CentRig rig, Billing billing, int number) {
        this.rig = rig;
        this.billing = billing;
        this.number = number;
        this.gateways = rig.gateways(GATEWAYS);
        boolean shared = number % 2 == 1;
        this.tokens = shared ? agentsOfAWorkspace() : List.of(agentOfItsOwn());
        this.subject = shared ? budgetOfTheWorkspace() : tokens.getFirst().split("_", -1)[2];
    }

    private String agentOfItsOwn() {
        return rig.newToken("cap-" + number, gateways, "--budget-usd", "1.00");
    }

    private List<String> agentsOfAWorkspace() {
        return IntStream.range(0, AGENTS)
                .mapToObj(agent ->
                        rig.newToken(
                                "cap-%d-%d".formatted(number, agent),
                                gateways,
                                "--workspace",
                                workspace()))
                .toList();
    }

    private String budgetOfTheWorkspace() {
        String budget = billing.newBudget(workspace(), "cap-" + number, CAP);
        // So long may a gateway take to hear of it.
        Pause.of(Duration.ofSeconds(1));
        return budget;
    }

    private String workspace() {
        return "ws_cap" + number;
    }

    CapOutcome play() {
        long victim = rig.suite().part(gatewayName(number % GATEWAYS)).path("pid").asLong();
        URI died = gateways.get(number % GATEWAYS);
        Callers crowd = crowd();
        CompletableFuture<Double> back = kill(victim, died);
        crowd.awaitAnswers();
        Pause.of(EXPIRY);
        Standing atExpiry = standing();
        Callers rest = spendTheRest(gateways.stream().filter(it -> !it.equals(died)).toList());
        double restartSeconds = back.join();
        return new CapOutcome(
                CAP,
                atRest(),
                atExpiry.ledger(),
                atExpiry.available(),
                billing.audit().path("driftNanoUsd").asLong(),
                (crowd.answered(200) + rest.answered(200)) * CentRig.CENT,
                rig.upstream().calls().stream().filter(CapRound::isWhole).count() * CentRig.CENT,
                restartSeconds);
    }

    /// All at once; returns in the middle of it, in each round at another moment: before the first
    /// answers, among them, and after them.
    private Callers crowd() {
        rig.answersAfter(ANSWER);
        rig.upstream().clearCalls();
        Callers crowd = CentRig.callers(gateways, tokens, EXPECTED);
        crowd.askAtOnce(CALLS);
        int underWay = FIRST_KILL + LATER_KILL * number;
        Pause.require(
                underWay + " calls under way",
                PATIENCE,
                () -> rig.upstream().calls().size() >= underWay);
        return crowd;
    }

    private static String gatewayName(int index) {
        return index == 0 ? "gateway" : "gateway-" + (index + 1);
    }

    /// @return seconds until it serves again, started by the suite's own supervisor
    private CompletableFuture<Double> kill(long pid, URI gateway) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        long from = System.nanoTime();
        return CompletableFuture.supplyAsync(() -> {
            Pause.require(
                    gateway + " is back", RESTART, () -> rig.knows(gateway, tokens.getFirst()));
            return (System.nanoTime() - from) / 1e9;
        });
    }

    /// Both of one moment.
    private record Standing(long ledger, long available) {}

    private Standing standing() {
        while (true) {
            long ledger = billing.ledger(subject);
            long available = billing.available(subject);
            // Otherwise the ledger moved between the two.
            if (billing.ledger(subject) == ledger) {
                return new Standing(ledger, available);
            }
        }
    }

    /// All of it must be spendable by those who are left.
    private Callers spendTheRest(List<URI> left) {
        rig.answersAfter(Duration.ZERO);
        Callers callers = CentRig.callers(left, tokens, EXPECTED);
        Pause.until(
                PATIENCE,
                () -> {
                    long missing = (CAP - billing.ledger(subject)) / CentRig.CENT;
                    callers.askAtOnce((int) Math.max(0, missing));
                    callers.awaitAnswers();
                    // Beyond the time in which the ledger hears of an answer.
                    Pause.of(Duration.ofSeconds(1));
                    return billing.ledger(subject) >= CAP;
                });
        return callers;
    }

    private long atRest() {
        long last = billing.ledger(subject);
        while (true) {
            Pause.of(REST);
            long now = billing.ledger(subject);
            if (now == last) {
                return now;
            }
            last = now;
        }
    }

    private static boolean isWhole(Call call) {
        return call.finished() && !call.cancelled() && call.status() == 200;
    }
}
