package io.spidergate.billing.agent;

import io.spidergate.allowance.Window;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Mints, lists and revokes agent tokens.
@ApplicationScoped
public class Agents {

    private static final Set<String> ALL_SCOPES = Set.of("gate:chat", "gate:models", "gate:usage");

    private final PostgresAgents store;
    private final TokenPublisher publisher;
    private final RandomGenerator random;
    private final Clock clock;

    Agents(PostgresAgents store, TokenPublisher publisher, RandomGenerator random, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.random = random;
        this.clock = clock;
    }

    public IssuedToken issue(NewAgentToken asked) {
        TokenRules.check(asked)
                .ifPresent(broken -> {
                    throw Refusal.badRequest(broken.field(), broken.message());
                });
        TokenSecret secret = TokenSecret.mint(random);
        AgentToken token = token(asked, secret);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!store.insert(token, now)) {
            throw Refusal.conflict(
                    "token_name_taken",
                    "an agent token named '%s' exists; revoke it first or choose another name"
                            .formatted(asked.name()),
                    "name");
        }
        publisher.publishSoon();
        return new IssuedToken(secret.reveal(), view(token, now));
    }

    public List<AgentView> list() {
        return store.views(Window.MONTH.startOf(clock.instant()));
    }

    public void revoke(String refOrName) {
        if (!store.revoke(refOrName, clock.instant())) {
            throw Refusal.notFound(
                    "agent_token_not_found", "no live agent token has that reference or name");
        }
        publisher.publishSoon();
    }

    private static AgentToken token(NewAgentToken asked, TokenSecret secret) {
        return new AgentToken(
                secret.ref(),
                new AgentId("agt_" + secret.ref()),
                asked.workspace() == null
                        ? WorkspaceId.DEFAULT
                        : new WorkspaceId(asked.workspace()),
                asked.name(),
                secret.hash(),
                ALL_SCOPES,
                asked.allowedModels(),
                asked.spending(),
                asked.limits(),
                false,
                1);
    }

    private static AgentView view(AgentToken token, Instant createdAt) {
        return new AgentView(
                token.agent(),
                token.workspace(),
                token.tokenRef(),
                token.name(),
                token.allowedModels(),
                token.spending(),
                token.limits(),
                false,
                createdAt,
                0,
                0);
    }
}
