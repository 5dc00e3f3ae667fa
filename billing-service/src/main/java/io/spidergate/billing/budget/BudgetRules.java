package io.spidergate.billing.budget;

import io.spidergate.allowance.Terms;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.BudgetScope;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What budgets may look like.
public final class BudgetRules {

    /// Of a budget that does not say when it warns, and of a token's own.
    public static final int FIRST_WARNING_PERCENT = 80;

    static final List<Integer> WARN_AT = List.of(FIRST_WARNING_PERCENT);

    private static final int MAX_NAME = 100;
    private static final int MAX_WARNINGS = 10;
    private static final int MAX_VALUE = 300;

    private BudgetRules() {}

    static void check(Budget budget) {
        checkName(budget.name());
        checkScope(budget.scope());
        if (budget.limitNanoUsd() < 0 || budget.limitNanoUsd() > Terms.MAX_LIMIT) {
            throw Refusal.badRequest(
                    "limitNanoUsd",
                    "'limitNanoUsd' must be from 0 to %d, got %d"
                            .formatted(Terms.MAX_LIMIT, budget.limitNanoUsd()));
        }
        if (budget.soft() && budget.ceiling()) {
            throw Refusal.badRequest(
                    "ceiling",
                    "a budget is either 'soft' or a 'ceiling': a soft one refuses nothing");
        }
    }

    private static void checkName(@Nullable String name) {
        if (name == null
                || name.isBlank()
                || name.length() > MAX_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badRequest(
                    "name",
                    "'name' must have 1 to %d characters, none of them a control character"
                            .formatted(MAX_NAME));
        }
    }

    @SuppressWarnings("NullAway") // JSON may leave out what the record declares.
    private static void checkScope(BudgetScope scope) {
        boolean whole = scope.kind() == BudgetScope.Kind.WORKSPACE;
        String value = scope.value();
        if (whole != (value == null || value.isEmpty())
                || (value != null && (value.length() > MAX_VALUE || value.indexOf('\0') >= 0))) {
            throw Refusal.badRequest(
                    "scope.value",
                    whole
                            ? "'scope.value' must be left out for the scope 'workspace'"
                            : "'scope.value' must name the agent or tag, with at most %d characters"
                                    .formatted(MAX_VALUE));
        }
    }

    /// Sorted, each once.
    @SuppressWarnings("NullAway") // JSON may hold null where the list declares none.
    static List<Integer> warnAt(List<Integer> percents) {
        boolean sound =
                percents.size() <= MAX_WARNINGS
                        && percents.stream().allMatch(it -> it != null && it >= 1 && it <= 100);
        if (!sound) {
            throw Refusal.badRequest(
                    "warnAtPercent",
                    "'warnAtPercent' must have at most %d numbers from 1 to 100, got %s"
                            .formatted(MAX_WARNINGS, percents));
        }
        return List.copyOf(new TreeSet<>(percents));
    }
}
