package io.spidergate.contracts.gateway;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one admitted request: the source of its ledger entry, of its trace and of what
/// the router learns.
///
/// @param schema version of this record's meaning; 1
/// @param endpoint path without prefix, such as `/chat/completions`
/// @param requestedModel alias or model as the caller gave it
/// @param servedModel the upstream's model that answered; absent when none did
/// @param paidBecause why money was spent instead of what is free: `preferred` where something free
///   stood behind, `free_failed`, `none_free`, or the reason for which the free deployment that
///   came nearest was passed over; absent where nothing was spent
/// @param budgetGrants the allowances that the cost was reserved from, one of each budget; none for
///   an agent without a budget
/// @param tags of the agent token, for grouping
/// @param capture what was sent and what came back; absent where the capture policy says so
public record RequestEvent(
        int schema,
        RequestId requestId,
        Instant startedAt,
        String gatewayId,
        WorkspaceId workspace,
        AgentId agent,
        String agentName,
        String tokenRef,
        String endpoint,
        String requestedModel,
        @Nullable String servedModel,
        @Nullable String servedProvider,
        boolean streamed,
        Outcome outcome,
        Usage usage,
        Cost cost,
        @Nullable String paidBecause,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @JsonAlias("budgetGrant")
                @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<String> budgetGrants,
        Timing timing,
        PlanRecord plan,
        List<AttemptRecord> attempts,
        @Nullable Capture capture,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) {

    public RequestEvent {
        budgetGrants = budgetGrants == null ? List.of() : List.copyOf(budgetGrants);
        attempts = List.copyOf(attempts);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /// Of a token without tags.
    public RequestEvent(
            int schema,
            RequestId requestId,
            Instant startedAt,
            String gatewayId,
            WorkspaceId workspace,
            AgentId agent,
            String agentName,
            String tokenRef,
            String endpoint,
            String requestedModel,
            @Nullable String servedModel,
            @Nullable String servedProvider,
            boolean streamed,
            Outcome outcome,
            Usage usage,
            Cost cost,
            @Nullable String paidBecause,
            List<String> budgetGrants,
            Timing timing,
            PlanRecord plan,
            List<AttemptRecord> attempts,
            @Nullable Capture capture) {
        this(
                schema,
                requestId,
                startedAt,
                gatewayId,
                workspace,
                agent,
                agentName,
                tokenRef,
                endpoint,
                requestedModel,
                servedModel,
                servedProvider,
                streamed,
                outcome,
                usage,
                cost,
                paidBecause,
                budgetGrants,
                timing,
                plan,
                attempts,
                capture,
                List.of());
    }

    /// @param httpStatus as the caller saw it; 499 when the caller left before an answer, 0 when
    ///   the gateway's process ended
    /// @param result `completed`, `refused` (before any attempt), `failed`, `cut` (after the first
    ///   content), `abandoned` (by the caller) or `interrupted` (the gateway's process ended
    ///   meanwhile; what was used is estimated by the prompt alone)
    /// @param errorCode of the catalogue of error codes; absent on success
    /// @param fault whose fault a failure was; absent on success
    /// @param finishReason as the upstream gave it
    /// @param cached answered with what was kept of an earlier answer; nothing was sent or used
    public record Outcome(
            Result result,
            int httpStatus,
            @Nullable String errorCode,
            @Nullable Fault fault,
            @Nullable String finishReason,
            boolean cached) {}

    public enum Result {
        COMPLETED,
        REFUSED,
        FAILED,
        CUT,
        ABANDONED,
        INTERRUPTED
    }

    public enum Fault {
        CALLER,
        GATEWAY,
        UPSTREAM
    }

    /// Tokens of all attempts that the provider will bill.
    public record Usage(
            long inputTokens, long cachedInputTokens, long outputTokens, Evidence evidence) {}

    public enum Evidence {
        /// The provider said so.
        MEASURED,
        /// The provider said nothing; counted by us.
        ESTIMATED,
        /// Nothing was used.
        NONE
    }

    /// @param nanoUsd 0 where free or unpriced
    /// @param basis what `nanoUsd` rests on
    /// @param listNanoUsd what it would have cost had nothing been free; 0 where nobody sells it
    /// @param ownKeyNanoUsd of `nanoUsd`, what the workspace owes the provider itself, by its own
    ///   credentials; nobody bills it
    /// @param price of an attempt that has one: by which it was charged, as
    ///   [io.spidergate.money.TokenPrice#version] gives it; absent of a whole request
    public record Cost(
            long nanoUsd,
            Basis basis,
            long listNanoUsd,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long ownKeyNanoUsd,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String price) {

        public Cost(long nanoUsd, Basis basis, long listNanoUsd) {
            this(nanoUsd, basis, listNanoUsd, 0, null);
        }

        /// At its price, or at none.
        public Cost(long nanoUsd, Basis basis) {
            this(nanoUsd, basis, nanoUsd);
        }
    }

    public enum Basis {
        PRICED,
        FREE,
        /// Covered by a plan that somebody pays for.
        SUBSCRIPTION,
        /// Nobody knows the price; not the same as free.
        UNPRICED,
        /// Nothing was used.
        NONE
    }

    /// Microseconds since `startedAt`; absent where the request did not get so far.
    public record Timing(
            long admittedUs,
            @Nullable Long plannedUs,
            @Nullable Long firstContentUs,
            long endedUs) {}

    /// @param request as sent by the caller, JSON, at most 64 KiB of characters
    /// @param response text of the answer, at most 64 KiB of characters
    /// @param truncated something was longer than that
    public record Capture(String request, @Nullable String response, boolean truncated) {}
}
