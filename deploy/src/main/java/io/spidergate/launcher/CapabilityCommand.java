package io.spidergate.launcher;

import io.spidergate.contracts.routing.CapabilityView;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `capability`: what the models of a provider can do, and how that is known.
@Command(
        name = "capability",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the models of a provider can do, whether the catalogue says so or requests",
            "have measured it, and what a provider said when it refused; and forgets what was",
            "measured."
        })
final class CapabilityCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PROVIDER", description = "Whose models.")
    private String provider = "";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Only this model, as the provider calls it.")
    private @Nullable String model;

    @Option(
            names = "--forget",
            description = "Forget what was measured of --model: the catalogue's word holds again.")
    private boolean forget;

    @Option(names = "--all", description = "Also what nobody has measured.")
    private boolean all;

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        if (forget) {
            routing.forgetCapabilities(provider, required(model));
        }
        print(routing.capabilities(provider, model), Instant.now());
        return 0;
    }

    private String required(@Nullable String named) {
        if (named == null && spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--forget needs --model MODEL.");
        }
        return String.valueOf(named);
    }

    private void print(List<CapabilityView> views, Instant now) {
        Table table =
                new Table(
                        "MODEL",
                        "CAPABILITY",
                        "ABLE",
                        "SOURCE",
                        "ACCOUNT",
                        "SINCE",
                        "ASKED AGAIN",
                        "REFUSALS",
                        "EVIDENCE");
        int shown = 0;
        for (CapabilityView view : views) {
            if (all || view.source() == CapabilityView.Source.MEASURED) {
                row(table, view, now);
                shown++;
            }
        }
        if (shown == 0) {
            System.out.println("Nothing was measured; --all shows what the catalogue says.");
            return;
        }
        System.out.print(table);
    }

    private static void row(Table table, CapabilityView view, Instant now) {
        table.row(
                view.model(),
                view.capability().name().toLowerCase(Locale.ROOT),
                view.able() ? "yes" : "no",
                view.source().name().toLowerCase(Locale.ROOT),
                view.account() == null ? "" : view.account(),
                second(view.since()),
                again(view.until(), now),
                view.refusals() == 0 ? "" : Integer.toString(view.refusals()),
                view.evidence() == null ? "" : view.evidence());
    }

    private static String again(@Nullable Instant until, Instant now) {
        if (until == null) {
            return "";
        }
        return until.isAfter(now) ? second(until) : "by the next request";
    }

    private static String second(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
