package io.spidergate.launcher;

import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.launcher.admin.Usage;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `usage`: what was used, and what it cost.
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        description =
                "Shows what was used and what it cost, by time, model, alias, agent and more.")
final class UsageCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Day or time, UTC where no zone is given; whole hours count. Seven days before --to"
                            + " where absent.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Exclusive; now where absent.")
    private @Nullable String to;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "DAY",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private UsageTable.By by = UsageTable.By.DAY;

    @Option(names = "--workspace", paramLabel = "WS", description = "Of this one alone.")
    private @Nullable String workspace;

    @Option(names = "--agent", paramLabel = "A", description = "Its id or name.")
    private @Nullable String agent;

    @Option(names = "--alias", paramLabel = "NAME", description = "Of this task alias alone.")
    private @Nullable String alias;

    @Option(names = "--model", paramLabel = "M", description = "Served by this one alone.")
    private @Nullable String model;

    @Option(names = "--provider", paramLabel = "P", description = "Served by this one alone.")
    private @Nullable String provider;

    @Option(
            names = "--kind",
            paramLabel = "K",
            description = "chat, embeddings, moderations, images, speech or transcriptions alone.")
    private @Nullable String kind;

    @Option(names = "--tag", paramLabel = "T", description = "Of tokens with this tag alone.")
    private @Nullable String tag;

    @Option(
            names = "--forecast",
            description = "What this month will come to, and when budgets will be used up.")
    private boolean forecast;

    @Option(names = "--csv", description = "As comma-separated values.")
    private boolean csv;

    @Option(names = "--json", description = "All of the report, as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.read();
        Usage usage = new Usage(Suite.requireRunning(settings), new Folders(settings.data()));
        if (forecast) {
            System.out.print(UsageTable.text(usage.forecast(workspace)));
            return 0;
        }
        if (json) {
            System.out.println(usage.text(asked()));
            return 0;
        }
        UsageReport report = usage.report(asked());
        System.out.print(csv ? UsageTable.csv(report, by) : UsageTable.text(report, by));
        return 0;
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new LinkedHashMap<>();
        put(asked, "from", from);
        put(asked, "to", to);
        put(asked, "workspace", workspace);
        put(asked, "agent", agent);
        put(asked, "alias", alias);
        put(asked, "model", model);
        put(asked, "provider", provider);
        put(asked, "kind", kind);
        put(asked, "tag", tag);
        asked.put("bucket", by == UsageTable.By.HOUR ? "hour" : "day");
        asked.put("compare", "true");
        return asked;
    }

    private static void put(Map<String, String> asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }
}
