package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Agents and their tokens, through billing-service.
public final class Agents {

    private static final String API = "/internal/billing/v1";
    private static final int CONFLICT = 409;

    private final ServiceClient client;

    public Agents(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    public IssuedToken issue(NewAgentToken token) {
        return client.require(
                client.post(Part.BILLING, API + "/agent-tokens", token), new TypeReference<>() {});
    }

    /// Empty when an agent of that name has a token already.
    public Optional<IssuedToken> issueUnlessTaken(NewAgentToken token) {
        Reply reply = client.post(Part.BILLING, API + "/agent-tokens", token);
        if (reply instanceof Reply.Refused refused && refused.status() == CONFLICT) {
            return Optional.empty();
        }
        return Optional.of(client.require(reply, new TypeReference<>() {}));
    }

    public List<AgentView> all() {
        return client.require(client.get(Part.BILLING, API + "/agents"), new TypeReference<>() {});
    }

    /// @param which reference or name of the token
    public void revoke(String which) {
        client.requireDone(client.delete(Part.BILLING, API + "/agent-tokens/" + segment(which)));
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
