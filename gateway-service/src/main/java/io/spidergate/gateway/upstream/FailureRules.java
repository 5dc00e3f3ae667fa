package io.spidergate.gateway.upstream;

import static io.spidergate.contracts.gateway.FailureClass.ACCESS_DENIED;
import static io.spidergate.contracts.gateway.FailureClass.BAD_REQUEST;
import static io.spidergate.contracts.gateway.FailureClass.CONTEXT_TOO_LONG;
import static io.spidergate.contracts.gateway.FailureClass.CREDENTIAL_DEAD;
import static io.spidergate.contracts.gateway.FailureClass.MODEL_FAULT;
import static io.spidergate.contracts.gateway.FailureClass.MODEL_GONE;
import static io.spidergate.contracts.gateway.FailureClass.MONEY_EXHAUSTED;
import static io.spidergate.contracts.gateway.FailureClass.NO_QUOTA;
import static io.spidergate.contracts.gateway.FailureClass.OVERLOADED;
import static io.spidergate.contracts.gateway.FailureClass.RATE_LIMITED;
import static io.spidergate.contracts.gateway.FailureClass.REQUEST_TOO_LARGE;
import static io.spidergate.contracts.gateway.FailureClass.TIMEOUT;
import static io.spidergate.contracts.gateway.FailureClass.WINDOW_EXHAUSTED;
import static io.spidergate.gateway.upstream.FailureRule.header;
import static io.spidergate.gateway.upstream.FailureRule.says;
import static io.spidergate.gateway.upstream.FailureRule.status;
import static io.spidergate.gateway.upstream.FailureRule.word;

import io.spidergate.contracts.gateway.FailureClass;
import java.util.List;

/// The table of known signals of providers, as collected in the provider catalogue's section on
/// error discrimination. The first line that matches decides, so exceptions stand before rules.
final class FailureRules {

    private static final List<FailureRule> TABLE =
            List.of(
                    // what looks like another class, but is not
                    says(RATE_LIMITED, "openrouter_in_flight_budget", 402, 429),
                    says(MODEL_GONE, "insufficient balance (1008)", 429),
                    says(OVERLOADED, "degraded function", 400),
                    says(CREDENTIAL_DEAD, "api key not valid", 400),
                    word(MODEL_FAULT, "tool_use_failed"),
                    says(NO_QUOTA, "not available in your subscription tier", 403),
                    says(MONEY_EXHAUSTED, "run out of funds", 403),
                    // no quota on this plan
                    header(NO_QUOTA, "x-ratelimit-limit-req-minute", "0"),
                    says(NO_QUOTA, "limit: 0", 429),
                    word(NO_QUOTA, "usage_not_included", "allocationquota.freetieronly"),
                    word(
                            NO_QUOTA,
                            "subscription_sharing_user_not_eligible",
                            "subscription_sharing_route_not_supported"),
                    // AWS: the account was not given this model, which says nothing of the key
                    word(NO_QUOTA, "servicequotaexceededexception", "accessdeniedexception"),
                    // money
                    word(
                            MONEY_EXHAUSTED,
                            "insufficient_quota",
                            "credit_balance_exhausted",
                            "organization_spend_limit_exceeded",
                            "project_spend_limit_exceeded",
                            "organization_usage_limit_exceeded",
                            "exceeded_current_quota_error",
                            "enforced_spend_limit_reached",
                            "payment_method_required",
                            "payment_required",
                            "quota_for_entity_exceeded",
                            "arrearage",
                            "1113",
                            "1008"),
                    status(MONEY_EXHAUSTED, 402),
                    // credential
                    word(
                            CREDENTIAL_DEAD,
                            "invalid_api_key",
                            "unrecognizedclientexception",
                            "invalidsignatureexception",
                            "expiredtokenexception"),
                    status(CREDENTIAL_DEAD, 401),
                    // context; "too many tokens" alone is throttling
                    word(CONTEXT_TOO_LONG, "context_length_exceeded", "1261"),
                    says(CONTEXT_TOO_LONG, "prompt is too long", 400, 413, 422),
                    says(CONTEXT_TOO_LONG, "maximum context length", 400, 413, 422),
                    says(CONTEXT_TOO_LONG, "input is too long", 400),
                    new FailureRule(
                            CONTEXT_TOO_LONG, it -> it.status() == 413 && it.text().isBlank()),
                    // windows
                    says(WINDOW_EXHAUSTED, "perday", 429),
                    says(WINDOW_EXHAUSTED, "per day", 429),
                    says(WINDOW_EXHAUSTED, "free-models-per-day", 429),
                    says(WINDOW_EXHAUSTED, "weekly usage limit", 429),
                    word(WINDOW_EXHAUSTED, "usage_limit_reached", "3036", "4006"),
                    word(
                            WINDOW_EXHAUSTED,
                            "subscription_sharing_usage_limit_exceeded",
                            "subscription_sharing_workplace_individual_usage_limit_exceeded"),
                    new FailureRule(WINDOW_EXHAUSTED, FailureRules::isZaiWindow),
                    // overload
                    word(
                            OVERLOADED,
                            "slow_down",
                            "server_is_overloaded",
                            "overloaded_error",
                            "engine_overloaded_error",
                            "provider_overloaded",
                            "3040",
                            "modelnotreadyexception",
                            "serviceunavailableexception"),
                    says(OVERLOADED, "\"provider_name\"", 429),
                    says(OVERLOADED, "high demand", 429),
                    says(OVERLOADED, "overloaded", 503),
                    status(OVERLOADED, 529),
                    // size
                    status(REQUEST_TOO_LARGE, 413),
                    // rates
                    word(
                            RATE_LIMITED,
                            "rate_limit_reached_error",
                            "throttling.ratequota",
                            "queue_exceeded",
                            "throttlingexception"),
                    status(RATE_LIMITED, 429),
                    // the model
                    word(MODEL_FAULT, "modelerrorexception"),
                    says(MODEL_GONE, "model identifier is invalid", 400),
                    word(MODEL_GONE, "model_not_found"),
                    says(MODEL_GONE, "invalid model", 400),
                    status(MODEL_GONE, 404, 410),
                    // the rest by status
                    status(ACCESS_DENIED, 403),
                    status(TIMEOUT, 408, 504),
                    status(BAD_REQUEST, 400, 405, 409, 411, 414, 415, 422, 431));

    private FailureRules() {}

    static FailureClass classify(Signals signals) {
        for (FailureRule rule : TABLE) {
            if (rule.matches().test(signals)) {
                return rule.kind();
            }
        }
        return signals.status() >= 500 ? FailureClass.SERVER_ERROR : FailureClass.PROTOCOL_ERROR;
    }

    /// Z.ai's codes 1308 to 1321 are its plans' windows.
    private static boolean isZaiWindow(Signals signals) {
        for (int code = 1308; code <= 1321; code++) {
            if (signals.hasWord(Integer.toString(code))) {
                return true;
            }
        }
        return false;
    }
}
