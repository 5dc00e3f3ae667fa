package io.spidergate.contracts.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was used in a range of whole hours.
///
/// @param before the same of the range of equal length right before; absent where it was not asked
///   for
/// @param byBucket oldest first, without gaps
/// @param byModel as all groups: what cost most first, at most as many as were asked for; a group
///   without a name is of requests that none served, or that named no alias
/// @param byTag a request counts for each of its token's tags
public record UsageReport(
        Range range,
        Sums total,
        @Nullable Sums before,
        Latency latency,
        Latency firstContent,
        List<Bucket> byBucket,
        List<Group> byModel,
        List<Group> byAlias,
        List<Group> byAgent,
        List<Group> byProvider,
        List<Group> byKind,
        List<Group> byBasis,
        List<Group> byTag,
        List<ErrorCount> topErrors) {

    public UsageReport {
        byBucket = List.copyOf(byBucket);
        byModel = List.copyOf(byModel);
        byAlias = List.copyOf(byAlias);
        byAgent = List.copyOf(byAgent);
        byProvider = List.copyOf(byProvider);
        byKind = List.copyOf(byKind);
        byBasis = List.copyOf(byBasis);
        byTag = List.copyOf(byTag);
        topErrors = List.copyOf(topErrors);
    }

    /// @param from inclusive, a full hour of UTC
    /// @param to exclusive, likewise
    /// @param bucket `hour` or `day`
    public record Range(Instant from, Instant to, String bucket) {}

    /// `delivered`, `hollow`, `failed` and `unknown` are all requests together.
    ///
    /// @param attempts calls to providers
    /// @param hollow completed without content
    /// @param failed an error, a refusal or an answer that broke off
    /// @param unknown the caller left, or the gateway ended meanwhile
    /// @param truncated ended by the limit of tokens
    /// @param toolCalls ended by calls of tools
    /// @param cached answered from the gateway's own cache
    /// @param listNanoUsd what all of it would have cost had nothing been free, covered by a plan
    ///   or cached, as far as somebody sells it
    /// @param ownKeyNanoUsd of `nanoUsd`, what workspaces owe providers by their own credentials
    public record Sums(
            long requests,
            long attempts,
            long delivered,
            long hollow,
            long failed,
            long unknown,
            long truncated,
            long toolCalls,
            long cached,
            long streamed,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            long nanoUsd,
            long listNanoUsd,
            long ownKeyNanoUsd) {

        public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /// What was not spent because something was free or covered.
        public long avoidedNanoUsd() {
            return Math.max(0, listNanoUsd - nanoUsd);
        }

        /// What was spent by credentials that are not the workspace's own.
        public long billedNanoUsd() {
            return nanoUsd - ownKeyNanoUsd;
        }

        public Sums plus(Sums other) {
            return new Sums(
                    requests + other.requests,
                    attempts + other.attempts,
                    delivered + other.delivered,
                    hollow + other.hollow,
                    failed + other.failed,
                    unknown + other.unknown,
                    truncated + other.truncated,
                    toolCalls + other.toolCalls,
                    cached + other.cached,
                    streamed + other.streamed,
                    inputTokens + other.inputTokens,
                    cachedInputTokens + other.cachedInputTokens,
                    outputTokens + other.outputTokens,
                    Math.addExact(nanoUsd, other.nanoUsd),
                    Math.addExact(listNanoUsd, other.listNanoUsd),
                    Math.addExact(ownKeyNanoUsd, other.ownKeyNanoUsd));
        }
    }

    /// Of what providers delivered; percentiles are right within eight percent. 0 where nothing
    /// was.
    public record Latency(long requests, long averageUs, long p50Us, long p95Us, long p99Us) {}

    public record Bucket(Instant from, Sums sums) {}

    /// @param label for people; absent where the name is
    public record Group(String name, @Nullable String label, Sums sums) {}

    public record ErrorCount(String errorCode, long requests) {}
}
