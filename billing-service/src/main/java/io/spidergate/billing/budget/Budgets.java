package io.spidergate.billing.budget;

import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.BudgetChange;
import io.spidergate.contracts.billing.BudgetScope;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.NewBudget;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Creates, lists, changes and removes budgets.
@ApplicationScoped
class Budgets {

    private final PostgresBudgets store;
    private final BudgetsChanged changed;
    private final Clock clock;

    Budgets(PostgresBudgets store, BudgetsChanged changed, Clock clock) {
        this.store = store;
        this.changed = changed;
        this.clock = clock;
    }

    BudgetView create(NewBudget asked) {
        Instant now = now();
        Budget budget = budget(asked, now);
        BudgetRules.check(budget);
        return told(store.create(budget, now), asked.name());
    }

    List<BudgetView> page(@Nullable String workspace, int limit, @Nullable String after) {
        return store.page(workspace, Refusal.requireLimit(limit), after, now());
    }

    List<BudgetView> of(String tokenRef) {
        return store.of(tokenRef, now());
    }

    BudgetView show(String budget, @Nullable String workspace) {
        return store.view(budget, workspace, now()).orElseThrow(Budgets::noSuchBudget);
    }

    BudgetView change(String budget, @Nullable String workspace, BudgetChange change) {
        BudgetStored stored =
                store.change(budget, workspace, before -> changed(before, change), now());
        return told(stored, change.name());
    }

    void remove(String budget, @Nullable String workspace) {
        if (!store.remove(budget, workspace, now())) {
            throw noSuchBudget();
        }
        changed.publishSoon();
    }

    /// Gateways hear of it before this returns, where Kafka is there.
    private BudgetView told(BudgetStored stored, @Nullable String name) {
        return switch (stored) {
            case BudgetStored.Done(BudgetView view) -> {
                changed.publishSoon();
                yield view;
            }
            case BudgetStored.NoSuchBudget() -> throw noSuchBudget();
            case BudgetStored.NoSuchWorkspace() ->
                    throw Refusal.notFound(
                            "workspace_not_found", "there is no workspace of that id");
            case BudgetStored.NoSuchAgent() ->
                    throw Refusal.notFound(
                            "agent_token_not_found",
                            "no live agent token of the workspace has that name or reference");
            case BudgetStored.NameTaken() ->
                    throw Refusal.conflict(
                            "budget_name_taken",
                            "a budget named '%s' exists in the workspace".formatted(name),
                            "name");
        };
    }

    private static Budget budget(NewBudget asked, Instant now) {
        if (asked.period() == null) {
            throw Refusal.badRequest("period", "'period' must be DAY, WEEK or MONTH");
        }
        return new Budget(
                Budget.PREFIX + UUID.randomUUID().toString().replace("-", ""),
                asked.workspace() == null ? WorkspaceId.DEFAULT.value() : asked.workspace(),
                asked.name(),
                scope(asked.scope()),
                asked.period(),
                asked.rolling(),
                ZoneOffset.UTC,
                asked.limitNanoUsd(),
                asked.soft(),
                asked.ceiling(),
                asked.warnAtPercent() == null
                        ? BudgetRules.WARN_AT
                        : BudgetRules.warnAt(asked.warnAtPercent()),
                now,
                false,
                1);
    }

    @SuppressWarnings("NullAway") // JSON may leave out what the record declares.
    private static BudgetScope scope(@Nullable BudgetScope asked) {
        if (asked == null) {
            return BudgetScope.WORKSPACE;
        }
        if (asked.kind() == null) {
            throw Refusal.badRequest("scope.kind", "'scope.kind' must be WORKSPACE, AGENT or TAG");
        }
        return new BudgetScope(asked.kind(), asked.value() == null ? "" : asked.value());
    }

    private static Budget changed(Budget before, BudgetChange change) {
        Budget after =
                before.with(
                        change.name() == null ? before.name() : change.name(),
                        change.limitNanoUsd() == null
                                ? before.limitNanoUsd()
                                : change.limitNanoUsd(),
                        change.soft() == null ? before.soft() : change.soft(),
                        change.ceiling() == null ? before.ceiling() : change.ceiling(),
                        change.warnAtPercent() == null
                                ? before.warnAtPercent()
                                : BudgetRules.warnAt(change.warnAtPercent()));
        BudgetRules.check(after);
        return after;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static WebApplicationException noSuchBudget() {
        return Refusal.notFound("budget_not_found", "no budget has that id or name");
    }
}
