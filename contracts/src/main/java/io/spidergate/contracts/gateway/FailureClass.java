package io.spidergate.contracts.gateway;

/// What an attempt taught us about credential, pool, model and provider; decides cooldown and next
/// candidate, never what the caller reads.
public enum FailureClass {
    /// A short limit: the same account serves again after the hint.
    RATE_LIMITED,
    /// A longer window is used up: cool down to its reset.
    WINDOW_EXHAUSTED,
    /// The plan of this account has no quota for this model: waiting never helps.
    NO_QUOTA,
    /// The account has no money left.
    MONEY_EXHAUSTED,
    /// The credential is dead.
    CREDENTIAL_DEAD,
    /// The account may not use this model, or its region may not.
    ACCESS_DENIED,
    /// The provider is overloaded: its other accounts would not help.
    OVERLOADED,
    /// The provider does not know the model, or no longer.
    MODEL_GONE,
    /// The request is larger than this account's limit: send it elsewhere, never wait.
    REQUEST_TOO_LARGE,
    /// The conversation is larger than the model's context.
    CONTEXT_TOO_LONG,
    /// The model or its server cannot do something that the request makes use of: others can.
    CAPABILITY_MISSING,
    /// The request is wrong: every provider would say so.
    BAD_REQUEST,
    /// The model produced something unusable, such as an invalid tool call.
    MODEL_FAULT,
    /// No connection, or it was reset before an answer.
    CONNECT_FAILED,
    /// Headers, first content or the next piece did not come in time.
    TIMEOUT,
    /// 5xx without a better reason.
    SERVER_ERROR,
    /// The answer is not what the protocol says: malformed, empty or without an end.
    PROTOCOL_ERROR,
    /// The stream broke after content had been passed on.
    STREAM_CUT,
    /// The caller left; nothing learnt about the deployment.
    CALLER_LEFT,
    /// Another attempt, begun beside it, was faster: nothing is known of the deployment by that.
    OUTRUN,
    /// The gateway's process ended; nothing learnt about the deployment.
    INTERRUPTED
}
