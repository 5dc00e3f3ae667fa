package io.spidergate.launcher.run;

import java.net.URI;
import java.util.List;

/// What a newcomer needs for the first request, as facts.
///
/// @param gateways never empty
/// @param dashboard its address, or that it does not run
record Welcome(
        List<URI> gateways,
        String token,
        String dashboard,
        WayIn wayIn,
        boolean simulated,
        FirstAlias first) {

    Welcome {
        gateways = List.copyOf(gateways);
    }

    /// Ready to paste.
    String text() {
        StringBuilder text = new StringBuilder("\n");
        line(text, "Base URL", base(gateways.getFirst()));
        gateways.stream().skip(1).forEach(other -> line(text, "", base(other)));
        line(text, "Agent token", token);
        line(text, "Dashboard", dashboard);
        line(text, "", wayIn.sentence());
        line(text, "Providers", providers());
        return text.append('\n').append(curl()).toString();
    }

    private String providers() {
        return simulated
                ? "simulated; './spidergate provider add' or a key in the environment brings real ones"
                : "real";
    }

    private String curl() {
        String note = first.note().isEmpty() ? "" : "  " + first.note() + "\n\n";
        return note
                + """
                  curl %s/chat/completions \\
                    -H "Authorization: Bearer %s" \\
                    -H "Content-Type: application/json" \\
                    -d '{"model": "%s", "messages": [{"role": "user", "content": "Say hello"}]}'
                """
                        .formatted(base(gateways.getFirst()), token, first.alias())
                        .indent(2);
    }

    private static String base(URI gateway) {
        return gateway + "/api/gate/v1";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-13s%s%n".formatted(name, value));
    }
}
