package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.Pages;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.NewWorkspace;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.billing.WorkspaceChange;
import io.spidergate.contracts.billing.WorkspaceView;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// @param workspace whose alone; null for all
    public List<AgentView> all(@Nullable String workspace) {
        return Pages.all(
                (limit, after) ->
                        client.require(
                                client.get(
                                        Part.BILLING,
                                        API
                                                + "/agents?limit="
                                                + limit
                                                + query("&workspace=", workspace)
                                                + query("&after=", after)),
                                new TypeReference<>() {}),
                AgentView::tokenRef);
    }

    public AgentView show(String token, @Nullable String workspace) {
        return client.require(
                client.get(Part.BILLING, path(token, "", workspace)), new TypeReference<>() {});
    }

    public AgentView change(String token, @Nullable String workspace, TokenChange change) {
        return client.require(
                client.patch(Part.BILLING, path(token, "", workspace), change),
                new TypeReference<>() {});
    }

    public IssuedToken rotate(String token, @Nullable String workspace, Rotation rotation) {
        return client.require(
                client.post(Part.BILLING, path(token, "/rotate", workspace), rotation),
                new TypeReference<>() {});
    }

    public void revoke(String token, @Nullable String workspace) {
        client.requireDone(client.delete(Part.BILLING, path(token, "", workspace)));
    }

    public WorkspaceView createWorkspace(NewWorkspace workspace) {
        return client.require(
                client.post(Part.BILLING, API + "/workspaces", workspace),
                new TypeReference<>() {});
    }

    public List<WorkspaceView> workspaces() {
        return Pages.all(
                (limit, after) ->
                        client.require(
                                client.get(
                                        Part.BILLING,
                                        API
                                                + "/workspaces?limit="
                                                + limit
                                                + query("&after=", after)),
                                new TypeReference<>() {}),
                workspace -> workspace.id().value());
    }

    public WorkspaceView changeWorkspace(String id, WorkspaceChange change) {
        return client.require(
                client.patch(Part.BILLING, API + "/workspaces/" + segment(id), change),
                new TypeReference<>() {});
    }

    private static String path(String token, String act, @Nullable String workspace) {
        return API + "/agent-tokens/" + segment(token) + act + query("?workspace=", workspace);
    }

    private static String query(String key, @Nullable String value) {
        return value == null ? "" : key + segment(value);
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
