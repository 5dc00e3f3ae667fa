package io.spidergate.gateway.admission;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.WorkspaceId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    public int size() {
        return tokens.size();
    }

    /// @param token null when the token has been forgotten
    public synchronized void hear(String tokenRef, @Nullable AgentToken token) {
        changes++;
        unconfirmed.remove(tokenRef);
        if (token == null) {
            tokens.remove(tokenRef);
            return;
        }
        AgentToken held = tokens.get(tokenRef);
        if (held == null || token.version() > held.version()) {
            tokens.put(tokenRef, lean(token));
        }
    }

    /// Takes tokens from disk where the topic has not told the same; false when it has been read to
    /// its end meanwhile.
    synchronized boolean keep(List<AgentToken> kept) {
        if (confirmed) {
            return false;
        }
        for (AgentToken token : kept) {
            if (tokens.putIfAbsent(token.tokenRef(), lean(token)) == null) {
                unconfirmed.add(token.tokenRef());
            }
        }
        return true;
    }

    /// The topic has been read to its end.
    synchronized void confirm() {
        confirmed = true;
        tokens.keySet().removeAll(unconfirmed);
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
                budgets.of(token.budgets()));
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
