package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.gateway.admission.jwt.JwtFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Agent tokens by reference: the newest version of each.
///
/// Written by the feed and, while Kafka is silent, by what was kept on disk; read by all. What came
/// from disk stands until the topic has been read to its end: what the topic did not tell is gone
/// then. Most tokens share a few workspaces, scopes, model lists, tags, budgets and limits, so
/// equal ones are held once.
public final class KafkaTokenIndex {

    private final Map<String, AgentToken> tokens = new ConcurrentHashMap<>();
    private final IdentityIndex identities = new IdentityIndex();

    /// Of those, the ones that only the disk told.
    private final Set<String> unconfirmed = new HashSet<>();

    private final Shared<WorkspaceId> workspaces = new Shared<>();
    private final Shared<Set<String>> scopes = new Shared<>();
    private final Shared<List<String>> models = new Shared<>();
    private final Shared<List<String>> tags = new Shared<>();
    private final Shared<List<TokenBudget>> budgets = new Shared<>();
    private final Shared<AgentLimits> limits = new Shared<>();

    private boolean confirmed;
    private long changes;

    public @Nullable AgentToken byRef(String tokenRef) {
        return tokens.get(tokenRef);
    }

    /// Whose JWT it is, of all tokens that are not revoked.
    public Recognition recognise(JwtFacts facts) {
        return identities.recognise(facts, tokens::get);
    }

    public int size() {
        return tokens.size();
    }

    /// @param token null when the token has been forgotten
    public synchronized void hear(String tokenRef, @Nullable AgentToken token) {
        changes++;
        unconfirmed.remove(tokenRef);
        if (token == null) {
            forget(tokenRef);
            return;
        }
        AgentToken held = tokens.get(tokenRef);
        if (held == null || token.version() > held.version()) {
            put(lean(token));
        }
    }

    /// An identity that stays is not touched, and of one that changes the new comes first: nobody
    /// is refused because their token was edited at that moment.
    private void put(AgentToken token) {
        JwtIdentity before = identity(tokens.get(token.tokenRef()));
        JwtIdentity after = identity(token);
        boolean same = Objects.equals(before, after);
        if (after != null && !same) {
            identities.add(token.tokenRef(), after);
        }
        tokens.put(token.tokenRef(), token);
        if (before != null && !same) {
            identities.remove(token.tokenRef(), before);
        }
    }

    private void forget(String tokenRef) {
        JwtIdentity before = identity(tokens.remove(tokenRef));
        if (before != null) {
            identities.remove(tokenRef, before);
        }
    }

    /// By which JWTs it is recognised now. One that claims nothing would mean every JWT of its
    /// issuer, so it means none.
    private static @Nullable JwtIdentity identity(@Nullable AgentToken token) {
        JwtIdentity identity = token == null || token.revoked() ? null : token.identity();
        return identity == null || identity.claims().isEmpty() ? null : identity;
    }

    /// Takes tokens from disk where the topic has not told the same; false when it has been read to
    /// its end meanwhile.
    synchronized boolean keep(List<AgentToken> kept) {
        if (confirmed) {
            return false;
        }
        for (AgentToken token : kept) {
            if (!tokens.containsKey(token.tokenRef())) {
                put(lean(token));
                unconfirmed.add(token.tokenRef());
            }
        }
        return true;
    }

    /// The topic has been read to its end.
    synchronized void confirm() {
        confirmed = true;
        unconfirmed.forEach(this::forget);
        unconfirmed.clear();
        changes++;
    }

    /// Grows with whatever is heard.
    synchronized long changes() {
        return changes;
    }

    List<AgentToken> all() {
        return List.copyOf(tokens.values());
    }

    private AgentToken lean(AgentToken token) {
        return new AgentToken(
                token.tokenRef(),
                token.agent(),
                workspaces.of(token.workspace()),
                token.name(),
                token.secretHash(),
                scopes.of(token.scopes()),
                models.of(token.allowedModels()),
                token.spending(),
                limits.of(token.limits()),
                token.revoked(),
                token.version(),
                token.life().equals(TokenLife.UNTIL_REVOKED)
                        ? TokenLife.UNTIL_REVOKED
                        : token.life(),
                token.capture(),
                tags.of(token.tags()),
                budgets.of(token.budgets()),
                token.identity());
    }

    private static final class Shared<T> {

        /// Where more distinct values are in use, sharing saves nothing.
        private static final int MOST = 5_000;

        private final Map<T, T> values = new ConcurrentHashMap<>();

        T of(T value) {
            T first = values.get(value);
            if (first != null) {
                return first;
            }
            if (values.size() < MOST) {
                values.put(value, value);
            }
            return value;
        }
    }
}
