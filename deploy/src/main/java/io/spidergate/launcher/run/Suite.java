package io.spidergate.launcher.run;

import io.spidergate.launcher.admin.ProviderKeys;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.build.SuiteBuild;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.kafka.KafkaBroker;
import io.spidergate.launcher.postgres.PostgresServer;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.Phase;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import io.spidergate.launcher.suite.PlannedPart;
import io.spidergate.launcher.suite.PortPlan;
import io.spidergate.launcher.suite.Ports;
import io.spidergate.launcher.suite.SuitePlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// One run of the suite, from the lock to the last process stopped.
public final class Suite {

    private final Settings settings;
    private final Folders folders;
    private final DataFolder data;
    private final StateFile stateFile;
    private final Progress progress;
    private final Predicate<Part> chosen;

    /// @param chosen which parts to run; all of them but in tests of the launcher
    public Suite(Settings settings, Progress progress, Predicate<Part> chosen) {
        this.settings = settings;
        this.folders = new Folders(settings.data());
        this.data = new DataFolder(folders);
        this.stateFile = new StateFile(folders.run());
        this.progress = progress;
        this.chosen = chosen;
    }

    /// Starts all parts and then watches them until `SIGTERM`, `SIGINT` or the end of the process.
    ///
    /// @param onReady called once, when the suite can be used
    public void run(boolean fresh, Runnable onReady) {
        data.prepare();
        SuiteLock lock =
                SuiteLock.take(folders.run())
                        .orElseThrow(() ->
                                new Refusal(
                                        "SpiderGate is already running in %s; './spidergate status' shows it."
                                                .formatted(folders.data())));
        try {
            stopLeftovers();
            if (fresh) {
                empty();
            }
            start(onReady);
        } finally {
            lock.release();
        }
    }

    /// What a launcher that was killed has left: ended in order, so that the data is whole.
    private void stopLeftovers() {
        stateFile
                .read()
                .filter(Stopper::anyAlive)
                .ifPresent(state -> {
                    progress.say("stopping what an earlier launcher left running");
                    new Stopper(progress).stop(state.parts());
                });
        new PostgresServer(folders).stopLeftover();
        stateFile.delete();
    }

    private void empty() {
        if (data.holdsData()) {
            progress.say("deleting all data under " + folders.data());
        }
        data.empty();
        data.prepare();
    }

    private void start(Runnable onReady) {
        data.ensureIdentities();
        Map<String, String> keys = ProviderKeys.of(System.getenv());
        Ports ports = ports();
        SuitePlan whole = SuitePlan.of(ports, new RealPool(folders).simulated(keys));
        SuitePlan plan =
                new SuitePlan(
                        whole.parts().stream().filter(p -> chosen.test(p.part())).toList(),
                        ports,
                        whole.simulated());
        FreePorts.requireFree(ports);
        SuiteBuild build = new SuiteBuild(settings.root(), folders.logs(), progress);
        Map<Part, Path> jars =
                build.upToDate(
                        plan.parts().stream().map(PlannedPart::part).distinct().toList(),
                        settings.build());
        Parts parts = new Parts(plan, folders, new Secrets(folders.secrets()), jars);
        Running running = new Running(stateFile, plan, versions(plan, build.version()));
        Supervisor supervisor = new Supervisor(plan, parts, running, progress, stateFile);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop-suite"));
        try {
            new Starter(plan, parts, running, folders, progress).startAll();
            new FirstSteps(running.state(), folders, progress).take(keys, chosen);
            running.phase(Phase.READY);
        } catch (Refusal e) {
            supervisor.stop();
            throw e;
        }
        progress.say("SpiderGate is ready");
        onReady.run();
        // Unpacking and planning are over: the long watch needs a few megabytes only.
        System.gc();
        supervisor.watch();
    }

    private Ports ports() {
        return switch (PortPlan.of(settings, new FreePorts())) {
            case PortPlan.Planned(Ports ports) -> ports;
            case PortPlan.Conflict(String sentence) -> throw new Refusal(sentence);
        };
    }

    private static Map<String, String> versions(SuitePlan plan, String ours) {
        Map<String, String> versions = new HashMap<>();
        for (PlannedPart part : plan.parts()) {
            versions.put(
                    part.name(),
                    switch (part.part()) {
                        case POSTGRES -> PostgresServer.VERSION;
                        case KAFKA -> KafkaBroker.version();
                        case GATEWAY, DASHBOARD, ROUTER, VAULT, BILLING, TRACES, SIMULATOR -> ours;
                    });
        }
        return versions;
    }

    /// What runs in this data folder.
    public static RunState requireRunning(Settings settings) {
        return new StateFile(new Folders(settings.data()).run())
                .read()
                .filter(Stopper::anyAlive)
                .orElseThrow(() ->
                        new Refusal("SpiderGate is not running; './spidergate up' starts it."));
    }
}
