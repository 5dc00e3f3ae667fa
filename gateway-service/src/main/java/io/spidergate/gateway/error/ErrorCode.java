package io.spidergate.gateway.error;

import static io.spidergate.contracts.gateway.RequestEvent.Fault.CALLER;
import static io.spidergate.contracts.gateway.RequestEvent.Fault.GATEWAY;
import static io.spidergate.contracts.gateway.RequestEvent.Fault.UPSTREAM;
import static io.spidergate.gateway.error.ErrorCode.Retry.LATER;
import static io.spidergate.gateway.error.ErrorCode.Retry.POINTLESS;
import static io.spidergate.gateway.error.ErrorType.AUTHENTICATION_ERROR;
import static io.spidergate.gateway.error.ErrorType.BUDGET_ERROR;
import static io.spidergate.gateway.error.ErrorType.INVALID_REQUEST_ERROR;
import static io.spidergate.gateway.error.ErrorType.PERMISSION_ERROR;
import static io.spidergate.gateway.error.ErrorType.RATE_LIMIT_ERROR;
import static io.spidergate.gateway.error.ErrorType.SERVER_ERROR;
import static io.spidergate.gateway.error.ErrorType.UPSTREAM_ERROR;

import io.spidergate.contracts.gateway.RequestEvent.Fault;
import java.util.Locale;

/// The catalogue of all errors that a caller can meet. Nothing else is ever sent;
/// docs/reference/errors.md is generated from it.
public enum ErrorCode {
    INVALID_JSON(
            400, INVALID_REQUEST_ERROR, CALLER, POINTLESS, "%s", "the body cannot be read as JSON"),
    MISSING_REQUIRED_PARAMETER(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "%s",
            "a required field is absent; `param` names it"),
    INVALID_TYPE(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "%s",
            "a field is of another type than the API knows; `param` names it"),
    INVALID_VALUE(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "%s",
            "a field is out of range or not one of the known words; `param` names it"),
    UNSUPPORTED_PARAMETER(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "'%s' is not supported: %s.",
            "a field asks for what this version does not do; it is refused rather than ignored"),
    CONTEXT_LENGTH_EXCEEDED(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "The conversation is longer than the context of every model that could serve '%s': %s.",
            "no candidate has a context that is large enough"),
    UPSTREAM_REJECTED_REQUEST(
            400,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "%s refused the request: %s",
            "the provider found the request itself wrong, so no other was asked"),
    MISSING_API_KEY(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "No API key was given: send 'Authorization: Bearer spidergate_pat_…'.",
            "no `Authorization: Bearer`, `x-api-key` or `x-goog-api-key` header"),
    INVALID_TOKEN_FORMAT(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "The API key has not the form spidergate_pat_<reference>_<secret>.",
            "the key is not an agent token"),
    INVALID_API_KEY(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "The API key is unknown or was revoked.",
            "no such agent token, a wrong secret, or a revoked token"),
    EXPIRED_API_KEY(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "The API key expired at %s.",
            "the agent token was made to end then"),
    INVALID_TOKEN(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "The JWT is not accepted: %s.",
            "the JWT is not a good one of a configured issuer for this gateway, or no agent, or more"
                    + " than one, is recognised by it"),
    EXPIRED_TOKEN(
            401,
            AUTHENTICATION_ERROR,
            CALLER,
            POINTLESS,
            "The JWT expired at %s; send a fresh one.",
            "the JWT was good until then"),
    BUDGET_EXCEEDED(
            402,
            BUDGET_ERROR,
            CALLER,
            POINTLESS,
            "Budget exceeded: %s of %s spent of %s, and this request may cost %s; it resets at %s.",
            "a hard budget is used up, of the agent, its workspace or one of its tags;"
                    + " `spidergate_error` says which, and when it resets"),
    PAUSED_API_KEY(
            403,
            PERMISSION_ERROR,
            CALLER,
            POINTLESS,
            "The API key is paused until its operator resumes it.",
            "the agent token was paused"),
    INSUFFICIENT_SCOPE(
            403,
            PERMISSION_ERROR,
            CALLER,
            POINTLESS,
            "The API key lacks the scope '%s'.",
            "the agent token may not do this"),
    MODEL_NOT_ALLOWED(
            403,
            PERMISSION_ERROR,
            CALLER,
            POINTLESS,
            "The model '%s' is not allowed for this API key%s.",
            "the agent token is restricted to other models, or to free ones"),
    NOT_FOUND(404, INVALID_REQUEST_ERROR, CALLER, POINTLESS, "There is no %s %s.", "unknown path"),
    NOTHING_STORED(
            404,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "Nothing is stored here: answers and conversations are not kept; send the whole"
                    + " conversation with each request.",
            "a call about a stored response, completion or conversation"),
    MODEL_NOT_FOUND(
            404,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "The model '%s' does not exist; GET /models and GET /aliases list what does.",
            "neither a task alias nor a model has this name"),
    METHOD_NOT_ALLOWED(
            405,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "%s is not allowed for %s; allowed: %s.",
            "known path, other method; `Allow` lists what is allowed"),
    REQUEST_TIMEOUT(
            408,
            INVALID_REQUEST_ERROR,
            CALLER,
            LATER,
            "The body was not complete within %s; %d bytes had come.",
            "the body came too slowly; `spidergate.chat.body-timeout` is the limit"),
    REQUEST_TOO_LARGE(
            413,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "The request is too large: %s.",
            "the body is over the gateway's limit, or no candidate's account takes a request of"
                    + " this size, or no window of the agent's tokens holds it"),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "The content type '%s' is not supported; send %s.",
            "the body is not declared as JSON, or as a form where one is wanted"),
    NO_QUALIFYING_MODEL(
            422,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "No deployment behind '%s' can serve this request: %s.",
            "every candidate was passed over; `spidergate_error.candidates` says why each"),
    RATE_LIMIT_EXCEEDED(
            429,
            RATE_LIMIT_ERROR,
            CALLER,
            LATER,
            "Rate limit exceeded: %d/%d %s.",
            "the agent's requests or tokens per minute are used up, or as many of its requests"
                    + " run as may at a time; `Retry-After` says when to come back"),
    DAILY_RATE_LIMIT_EXCEEDED(
            429,
            RATE_LIMIT_ERROR,
            CALLER,
            POINTLESS,
            "Daily rate limit exceeded: %d/%d %s.",
            "the agent's requests or tokens per day are used up; `Retry-After` says when the day"
                    + " ends"),
    COST_CEILING_EXCEEDED(
            429,
            RATE_LIMIT_ERROR,
            CALLER,
            LATER,
            "Cost ceiling reached: %s of %s spent of %s, and this request may cost %s; it resets at %s.",
            "a budget that its operator made a ceiling is used up; `Retry-After` says when it"
                    + " resets"),
    QUOTA_EXHAUSTED(
            429,
            RATE_LIMIT_ERROR,
            CALLER,
            LATER,
            "What the providers of '%s' give away is used up for now, and nothing else may serve.",
            "the quota of every candidate is used up; `Retry-After` says when the first has some"
                    + " again, `spidergate_error.candidates` why each was passed over"),
    CALLER_LEFT(
            499,
            INVALID_REQUEST_ERROR,
            CALLER,
            POINTLESS,
            "The caller closed the connection before the answer was complete.",
            "never sent, since nobody is there to read it; found in traces"),
    INTERNAL_ERROR(
            500,
            SERVER_ERROR,
            GATEWAY,
            LATER,
            "The gateway failed to handle this request; request id %s.",
            "a defect; the log has the request id"),
    SERVICE_UNAVAILABLE(
            503,
            SERVER_ERROR,
            GATEWAY,
            LATER,
            "The gateway is not ready: %s.",
            "starting, draining or without what it needs; `Retry-After` says when to come back"),
    BUDGET_UNAVAILABLE(
            503,
            SERVER_ERROR,
            GATEWAY,
            LATER,
            "The %s of this API key cannot be checked at the moment, so the request is refused.",
            "what was granted is used up and billing cannot be asked: a hard limit fails closed"),
    ALL_PROVIDERS_FAILED(
            503,
            UPSTREAM_ERROR,
            UPSTREAM,
            LATER,
            "No provider could serve '%s': %s.",
            "every candidate failed or is cooling down; `spidergate_error.attempts` says what was"
                    + " tried"),
    UPSTREAM_TIMEOUT(
            504,
            UPSTREAM_ERROR,
            UPSTREAM,
            LATER,
            "No provider answered in time for '%s': %s.",
            "the attempts or the whole request took too long"),
    STREAM_CUT(
            502,
            UPSTREAM_ERROR,
            UPSTREAM,
            LATER,
            "The stream of %s broke before it was complete: %s. What was sent so far is not the"
                    + " whole answer.",
            "after the first content the upstream broke; sent as an error frame inside the stream,"
                    + " which then ends without `[DONE]`");

    private final int status;
    private final ErrorType type;
    private final Fault fault;
    private final Retry retry;
    private final String form;
    private final String when;

    ErrorCode(int status, ErrorType type, Fault fault, Retry retry, String form, String when) {
        this.status = status;
        this.type = type;
        this.fault = fault;
        this.retry = retry;
        this.form = form;
        this.when = when;
    }

    public int status() {
        return status;
    }

    public ErrorType type() {
        return type;
    }

    /// Whose fault it is, for counting.
    public Fault fault() {
        return fault;
    }

    public Retry retry() {
        return retry;
    }

    /// The message with its gaps, in the syntax of [java.util.Formatter].
    public String form() {
        return form;
    }

    public String when() {
        return when;
    }

    /// What clients branch on.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the same request may succeed later; sent as `x-should-retry`, which official SDKs
    /// obey.
    public enum Retry {
        LATER,
        POINTLESS
    }
}
