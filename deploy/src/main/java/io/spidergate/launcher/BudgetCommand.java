package io.spidergate.launcher;

import io.spidergate.contracts.billing.BudgetChange;
import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.billing.NewBudget;
import io.spidergate.launcher.admin.Budgets;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `budget`: what agents, tags and workspaces may spend.
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|list|show|edit|remove)",
        description = "Caps what agents, tags and workspaces may spend in a day, week or month.")
final class BudgetCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a budget. What was spent in the present period counts already.",
                "A request that counts in several budgets needs room in each."
            })
    int create(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "N",
                            description = "For people; unique in its workspace.")
                    String name,
            @Option(
                            names = "--limit-usd",
                            required = true,
                            paramLabel = "USD",
                            description = "What may be spent in a period.")
                    String limitUsd,
            @Option(
                            names = "--per",
                            paramLabel = "P",
                            defaultValue = "month",
                            description = "day, week or month (default: ${DEFAULT-VALUE}).")
                    String per,
            @Option(
                            names = "--rolling",
                            description =
                                    "The last 24 hours, 7 or 30 days at every moment, instead of the"
                                            + " calendar's in the workspace's time zone.")
                    boolean rolling,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Whose requests it counts; ws_default where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--agent",
                            paramLabel = "A",
                            description = "Of them, those of one agent, by name, token or id.")
                    @Nullable String agent,
            @Option(
                            names = "--tag",
                            paramLabel = "T",
                            description = "Of them, those of tokens with this tag.")
                    @Nullable String tag,
            @Option(names = "--soft", description = "Warn and let pass instead of refusing.")
                    boolean soft,
            @Option(
                            names = "--ceiling",
                            description =
                                    "Refuse by 429 with Retry-After instead of 402: for a safety net"
                                            + " that callers wait for.")
                    boolean ceiling,
            @Option(
                            names = "--warn-at",
                            paramLabel = "PERCENT",
                            split = ",",
                            description = "Tell when so much is spent (default: 80).")
                    @Nullable List<Integer> warnAt) {
        BudgetView made =
                budgets(options)
                        .create(
                                new NewBudget(
                                        workspace,
                                        name,
                                        scope(agent, tag),
                                        period(per),
                                        rolling,
                                        UsdOption.read("--limit-usd", limitUsd, "").nanoUsd(),
                                        soft,
                                        ceiling,
                                        warnAt));
        System.out.print(BudgetListing.details(made));
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists budgets and what is spent of them.")
    int list(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Of this workspace alone.")
                    @Nullable String workspace) {
        System.out.print(BudgetListing.table(budgets(options).list(workspace)));
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one budget.")
    int show(@Mixin SettingsOptions options, @Mixin WhichBudget which) {
        System.out.print(
                BudgetListing.details(budgets(options).show(which.budget(), which.workspace())));
        return 0;
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes a budget; every gateway goes by it within a second.")
    int edit(
            @Mixin SettingsOptions options,
            @Mixin WhichBudget which,
            @Option(names = "--name", paramLabel = "N", description = "Another name.")
                    @Nullable String name,
            @Option(names = "--limit-usd", paramLabel = "USD", description = "Another limit.")
                    @Nullable String limitUsd,
            @Option(
                            names = "--soft",
                            negatable = true,
                            description = "Warn and let pass instead of refusing, or not.")
                    @Nullable Boolean soft,
            @Option(
                            names = "--ceiling",
                            negatable = true,
                            description = "Refuse by 429 instead of 402, or not.")
                    @Nullable Boolean ceiling,
            @Option(
                            names = "--warn-at",
                            paramLabel = "PERCENT",
                            split = ",",
                            description = "Tell when so much is spent.")
                    @Nullable List<Integer> warnAt) {
        Long limit =
                limitUsd == null
                        ? null
                        : Long.valueOf(UsdOption.read("--limit-usd", limitUsd, "").nanoUsd());
        BudgetView changed =
                budgets(options)
                        .change(
                                which.budget(),
                                which.workspace(),
                                new BudgetChange(name, limit, soft, ceiling, warnAt));
        System.out.print(BudgetListing.details(changed));
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a budget; what was spent stays in the ledger.")
    int remove(@Mixin SettingsOptions options, @Mixin WhichBudget which) {
        budgets(options).remove(which.budget(), which.workspace());
        System.err.println("Removed the budget %s.".formatted(which.budget()));
        return 0;
    }

    private static BudgetScope scope(@Nullable String agent, @Nullable String tag) {
        if (agent != null && tag != null) {
            throw new Refusal("A budget counts an --agent or a --tag, not both.");
        }
        if (agent != null) {
            return new BudgetScope(BudgetScope.Kind.AGENT, agent);
        }
        return tag == null ? BudgetScope.WORKSPACE : new BudgetScope(BudgetScope.Kind.TAG, tag);
    }

    private static BudgetPeriod period(String word) {
        for (BudgetPeriod period : BudgetPeriod.values()) {
            if (period.name().toLowerCase(Locale.ROOT).equals(word)) {
                return period;
            }
        }
        throw new Refusal("--per must be day, week or month, got '%s'.".formatted(word));
    }

    private static Budgets budgets(SettingsOptions options) {
        Settings settings = options.read();
        return new Budgets(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
