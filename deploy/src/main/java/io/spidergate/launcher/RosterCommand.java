package io.spidergate.launcher;

import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.contracts.routing.RosterView.State;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `roster`: what providers' own lists of models say differently from the catalogue.
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        description = {
            "Shows models that providers list and the catalogue does not have, that they no longer",
            "list, and that cost something else; and decides what becomes of it."
        })
final class RosterCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(names = "--provider", paramLabel = "N", description = "Only this one's.")
    private @Nullable String provider;

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "Decide about this one only; may be repeated. All without it.")
    private List<String> models = new ArrayList<>();

    @ArgGroup(exclusive = true)
    private @Nullable Action action;

    /// What to do with the provider's list.
    static final class Action {

        @Option(names = "--refresh", description = "Ask the provider for its list now.")
        private boolean refresh;

        @Option(names = "--apply", description = "Serve by its list.")
        private boolean apply;

        @Option(names = "--dismiss", description = "Leave all as the catalogue has it.")
        private boolean dismiss;

        @SuppressWarnings("UnusedVariable") // it is what is left when no other is set
        @Option(names = "--undecide", description = "Forget what was decided.")
        private boolean undecide;

        @Nullable State decision() {
            if (apply) {
                return State.APPLIED;
            }
            return dismiss ? State.DISMISSED : null;
        }
    }

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        List<RosterView> rosters =
                action == null ? asked(routing) : List.of(acted(routing, action));
        if (rosters.isEmpty()) {
            System.out.println(
                    "No provider's list has been read yet. Each is read once a day, or now by"
                            + " --provider NAME --refresh.");
            return 0;
        }
        print(rosters);
        return 0;
    }

    private List<RosterView> asked(Routing routing) {
        return routing.rosters().stream()
                .filter(view -> provider == null || provider.equals(view.provider()))
                .toList();
    }

    private RosterView acted(Routing routing, Action chosen) {
        if (provider == null) {
            throw new Refusal("--provider is missing: whose list?");
        }
        return chosen.refresh
                ? routing.readRoster(provider)
                : routing.decide(provider, new RosterDecision(chosen.decision(), models));
    }

    private static void print(List<RosterView> rosters) {
        Table lists = new Table("PROVIDER", "READ", "MODELS", "CHANGES", "TROUBLE");
        Table changes = new Table("PROVIDER", "CHANGE", "MODEL", "PRICE IN/OUT", "STATE");
        for (RosterView view : rosters) {
            lists.row(
                    view.provider(),
                    view.readAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    Integer.toString(view.listed()),
                    Integer.toString(view.changes().size()),
                    view.trouble() == null ? "" : view.trouble());
            view.changes().forEach(change -> row(changes, view, change));
        }
        System.out.print(lists);
        if (rosters.stream().anyMatch(view -> !view.changes().isEmpty())) {
            System.out.println();
            System.out.print(changes);
        }
    }

    private static void row(Table table, RosterView view, RosterView.Change change) {
        table.row(
                view.provider(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.model(),
                prices(change),
                change.state().name().toLowerCase(Locale.ROOT));
    }

    private static String prices(RosterView.Change change) {
        if (change.told() == null) {
            return "";
        }
        String told = price(change.told());
        return change.known() == null ? told : "%s -> %s".formatted(price(change.known()), told);
    }

    private static String price(RosterView.Price price) {
        return "$%s/$%s".formatted(price.input().toPlainString(), price.output().toPlainString());
    }
}
