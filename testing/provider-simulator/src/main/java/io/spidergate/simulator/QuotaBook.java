package io.spidergate.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts what accounts used in the windows of their quotas.
final class QuotaBook {

    private final Map<Account, UsedWindow> used = new HashMap<>();

    private record Account(String provider, String account, QuotaRule rule) {}

    /// What a provider decides on arrival.
    sealed interface Admission {

        record Admitted(List<WindowState> windows) implements Admission {}

        record Exhausted(WindowState window, List<WindowState> windows) implements Admission {}
    }

    /// Takes what the call spends of every window, or nothing of any.
    synchronized Admission admit(
            Caller caller, List<QuotaRule> rules, String model, Spending spending, Instant now) {
        List<QuotaRule> counted = rules.stream().filter(rule -> rule.isFor(model)).toList();
        for (QuotaRule rule : counted) {
            WindowState state = state(caller, rule, now);
            if (state.remaining() < spending.of(rule.unit())) {
                return new Admission.Exhausted(state, states(caller, counted, now));
            }
        }
        for (QuotaRule rule : counted) {
            window(caller, rule).use(spending.of(rule.unit()), now);
        }
        return new Admission.Admitted(states(caller, counted, now));
    }

    synchronized void forget() {
        used.clear();
    }

    private List<WindowState> states(Caller caller, List<QuotaRule> rules, Instant now) {
        List<WindowState> states = new ArrayList<>(rules.size());
        for (QuotaRule rule : rules) {
            states.add(state(caller, rule, now));
        }
        return states;
    }

    private WindowState state(Caller caller, QuotaRule rule, Instant now) {
        return window(caller, rule).state(now);
    }

    private UsedWindow window(Caller caller, QuotaRule rule) {
        return used.computeIfAbsent(
                new Account(caller.provider(), caller.account(), rule),
                account -> UsedWindow.of(account.rule()));
    }
}
