package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.routing.Affinity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a conversation is known by, so that it can stay with who has its beginning in a prompt
/// cache. Pure.
final class ConversationKey {

    /// By which agents' command lines tell their session.
    private static final List<String> HEADERS =
            List.of("x-session-id", "x-session-affinity", "session-id", "session_id");

    /// No provider caches a shorter prompt.
    private static final int SHORTEST_CACHED_TOKENS = 1_024;

    private ConversationKey() {}

    /// The caller's name of its session, where a header tells one.
    static @Nullable String session(Function<String, @Nullable String> header) {
        for (String name : HEADERS) {
            String session = header.apply(name);
            if (session != null && !session.isBlank()) {
                return session;
            }
        }
        return null;
    }

    /// How it is known, for people; null where it is not.
    static @Nullable String told(
            AskedRequest request,
            WorkspaceId workspace,
            @Nullable String session,
            @Nullable AliasRoute alias) {
        if (request.session() != null || session != null) {
            return "session";
        }
        return of(request, workspace, null, alias) == Affinity.NONE ? null : "beginning";
    }

    /// What decides whether it is in a share of its alias: the same for all of a conversation, as
    /// far as one can be told; otherwise each request draws for itself.
    static long lot(
            AskedRequest request, WorkspaceId workspace, @Nullable String session, Instant now) {
        String told = request.session() == null ? session : request.session();
        if (told != null) {
            return Affinity.of(workspace.value(), told.hashCode());
        }
        int beginning = request.beginning();
        return Affinity.of(
                workspace.value(),
                beginning == 0 ? now.getEpochSecond() * 1_000_000_000L + now.getNano() : beginning);
    }

    /// @param session by a header; what the body tells comes first
    /// @param alias that was asked for; absent for a model by its own name
    static long of(
            AskedRequest request,
            WorkspaceId workspace,
            @Nullable String session,
            @Nullable AliasRoute alias) {
        String told = request.session() == null ? session : request.session();
        if (told != null) {
            return Affinity.of(workspace.value(), told.hashCode());
        }
        boolean byBeginning = alias == null || alias.cacheAffinity();
        if (!byBeginning || request.contextTokens() < SHORTEST_CACHED_TOKENS) {
            return Affinity.NONE;
        }
        int beginning = request.beginning();
        return beginning == 0 ? Affinity.NONE : Affinity.of(workspace.value(), beginning);
    }
}
