package io.spidergate.launcher.run;

import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.io.PrintStream;

/// What a newcomer needs for the first request, ready to paste.
public final class Banner {

    private Banner() {}

    public static void print(RunState state, Folders folders, PrintStream out) {
        if (state.first(Part.GATEWAY).isEmpty()) {
            return;
        }
        Secrets secrets = new Secrets(folders.secrets());
        String token =
                secrets.read(FirstSteps.TOKEN).orElse("<token of ./spidergate token create>");
        String base = uri(state, Part.GATEWAY) + "/api/gate/v1";
        out.println();
        out.println("  Base URL     " + base);
        state.parts().stream()
                .filter(part -> part.part() == Part.GATEWAY)
                .skip(1)
                .forEach(part -> out.println("               " + uri(part) + "/api/gate/v1"));
        out.println("  Agent token  " + token);
        out.println("  Dashboard    " + uri(state, Part.DASHBOARD));
        out.println(
                "               first login: admin, one-time password "
                        + secrets.read(Parts.DASHBOARD_PASSWORD).orElse("is not known"));
        out.println(
                "  Providers    "
                        + (state.simulated()
                                ? "simulated; './spidergate provider add' or a key in the environment brings real ones"
                                : "real"));
        out.println();
        out.println(
                """
                  curl %s/chat/completions \\
                    -H "Authorization: Bearer %s" \\
                    -H "Content-Type: application/json" \\
                    -d '{"model": "spideriq/coding", "messages": [{"role": "user", "content": "Say hello"}]}'
                """
                        .formatted(base, token)
                        .indent(2));
        out.flush();
    }

    private static String uri(RunState state, Part part) {
        return state.first(part).map(Banner::uri).orElse("not running");
    }

    private static String uri(RunningPart part) {
        return new Endpoint(part.port(), part.managementPort()).uri().toString();
    }
}
