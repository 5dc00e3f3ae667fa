package io.spidergate.billing.agent;

import io.spidergate.allowance.Window;
import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.IssuedToken;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.TokenChange;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Mints, lists, changes, rotates and revokes agent tokens.
@ApplicationScoped
public class Agents {

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
        Instant now = now();
        TokenRules.refuse(TokenRules.check(asked, now));
        TokenSecret secret = TokenSecret.mint(random);
        AgentToken token = token(asked, secret);
        switch (store.insert(token, now)) {
            case TokenAdded.Done() -> publisher.publishSoon();
            case TokenAdded.NameTaken() -> throw nameTaken(asked.name());
            case TokenAdded.IdentityTaken(AgentToken by) -> throw identityTaken(token, by);
        }
        return new IssuedToken(
                token.hasSecret() ? secret.reveal() : null,
                PostgresTokenRows.view(token, now, 0, 0));
    }

    public List<AgentView> page(@Nullable String workspace, int limit, @Nullable String after) {
        return store.page(workspace, Refusal.requireLimit(limit), after, monthStart())
                .orElseThrow(Agents::noSuchToken);
    }

    public AgentView show(String token, @Nullable String workspace) {
        return store.view(new TokenName(token, workspace), monthStart())
                .orElseThrow(Agents::noSuchToken);
    }

    public AgentView change(String token, @Nullable String workspace, TokenChange change) {
        TokenRules.refuse(TokenRules.check(change, now()));
        return apply(
                token,
                workspace,
                before -> {
                    AgentToken after = change.of(before);
                    TokenRules.refuse(TokenRules.check(after));
                    return after;
                });
    }

    public IssuedToken rotate(String token, @Nullable String workspace, Rotation rotation) {
        TokenRules.refuse(TokenRules.check(rotation));
        Instant graceEnds = now().plus(Duration.ofSeconds(rotation.graceSeconds()));
        Rotated rotated = new Rotated(graceEnds);
        AgentView view = apply(token, workspace, rotated);
        return new IssuedToken(rotated.revealed(), view);
    }

    public void revoke(String token, @Nullable String workspace) {
        apply(token, workspace, Agents::revoked);
    }

    /// Gateways are told before this returns, where Kafka is there.
    private AgentView apply(
            String token, @Nullable String workspace, UnaryOperator<AgentToken> change) {
        return switch (store.change(new TokenName(token, workspace), change, now(), monthStart())) {
            case TokenChanged.Done(AgentView view) -> {
                publisher.publishSoon();
                yield view;
            }
            case TokenChanged.NoSuchToken() -> throw noSuchToken();
            case TokenChanged.NameTaken(String name) -> throw nameTaken(name);
            case TokenChanged.IdentityTaken(AgentToken after, AgentToken by) ->
                    throw identityTaken(after, by);
        };
    }

    /// Gives a token another secret; the last one it made is that which was stored.
    private final class Rotated implements UnaryOperator<AgentToken> {

        private final Instant graceEnds;
        private @Nullable TokenSecret secret;

        Rotated(Instant graceEnds) {
            this.graceEnds = graceEnds;
        }

        @Override
        public AgentToken apply(AgentToken before) {
            TokenSecret made = TokenSecret.mint(before.tokenRef(), random);
            secret = made;
            TokenLife life =
                    new TokenLife(
                            before.life().paused(),
                            before.life().expiresAt(),
                            before.hasSecret()
                                    ? new TokenLife.PreviousSecret(before.secretHash(), graceEnds)
                                    : null);
            return TokenChange.NONE.of(before).withSecret(made.hash(), life);
        }

        String revealed() {
            if (secret == null) {
                throw new IllegalStateException("a token that was not rotated has no new secret");
            }
            return secret.reveal();
        }
    }

    private static AgentToken revoked(AgentToken before) {
        return TokenChange.NONE.of(before).asRevoked();
    }

    private static AgentToken token(NewAgentToken asked, TokenSecret secret) {
        return new AgentToken(
                secret.ref(),
                new AgentId("agt_" + secret.ref()),
                asked.workspace() == null
                        ? WorkspaceId.DEFAULT
                        : new WorkspaceId(asked.workspace()),
                asked.name(),
                asked.wantsSecret() ? secret.hash() : AgentToken.NO_SECRET,
                asked.scopes() == null ? TokenRules.ALL_SCOPES : asked.scopes(),
                asked.allowedModels(),
                asked.spending(),
                asked.limits(),
                false,
                1,
                new TokenLife(false, asked.expiresAt(), null),
                asked.capture() == null ? CapturePolicy.GATEWAY : asked.capture(),
                asked.tags() == null ? List.of() : asked.tags(),
                List.of(),
                asked.identity());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant monthStart() {
        return Window.MONTH.startOf(clock.instant());
    }

    private static WebApplicationException noSuchToken() {
        return Refusal.notFound(
                "agent_token_not_found", "no live agent token has that reference or name");
    }

    /// Of another workspace's token nothing is told but that there is one.
    private static WebApplicationException identityTaken(AgentToken token, AgentToken by) {
        return Refusal.conflict(
                "identity_overlaps",
                "a JWT could be recognised as this agent's and as that of %s; identities of one issuer must say different things of one claim that both name"
                        .formatted(
                                by.workspace().equals(token.workspace())
                                        ? "'%s' (%s)".formatted(by.name(), by.tokenRef())
                                        : "another workspace"),
                "identity");
    }

    private static WebApplicationException nameTaken(String name) {
        return Refusal.conflict(
                "token_name_taken",
                "an agent token named '%s' exists; revoke it first or choose another name"
                        .formatted(name),
                "name");
    }
}
