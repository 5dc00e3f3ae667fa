package io.spidergate.launcher.run;

import io.spidergate.launcher.admin.Dashboard;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Asks the running services for what a newcomer has to know, and prints it.
public final class Banner {

    private Banner() {}

    public static void print(RunState state, Folders folders, PrintStream out) {
        List<URI> gateways =
                state.parts().stream()
                        .filter(part -> part.part() == Part.GATEWAY)
                        .map(Banner::uri)
                        .toList();
        if (!gateways.isEmpty()) {
            out.println(welcome(gateways, state, folders).text());
            out.flush();
        }
    }

    private static Welcome welcome(List<URI> gateways, RunState state, Folders folders) {
        Secrets secrets = new Secrets(folders.secrets());
        return new Welcome(
                gateways,
                secrets.read(FirstSteps.TOKEN).orElse("<token of ./spidergate token create>"),
                state.first(Part.DASHBOARD).map(part -> uri(part).toString()).orElse("not running"),
                WayIn.of(
                        new Dashboard(state, folders).adminLogin(),
                        secrets.read(Parts.DASHBOARD_PASSWORD),
                        secrets.file(Parts.DASHBOARD_PASSWORD)),
                state.simulated(),
                new Routing(state, folders)
                        .snapshot()
                        .map(snapshot -> FirstAlias.of(snapshot, Instant.now()))
                        .orElseGet(FirstAlias::unknown));
    }

    private static URI uri(RunningPart part) {
        return new Endpoint(part.port(), part.managementPort()).uri();
    }
}
