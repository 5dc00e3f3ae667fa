package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a provider tells what an account has used, by day. Each wants a key that is made for it, not
/// the one that requests are sent with.
public enum UsageReporting {
    /// `GET /activity` of OpenRouter: requests, tokens and dollars of each model on completed UTC
    /// days, at most 30 of them.
    @JsonProperty("openrouter")
    OPENROUTER,
    /// `GET /organization/costs` of OpenAI: dollars of each line item and UTC day.
    @JsonProperty("openai")
    OPENAI,
    /// `GET /organizations/cost_report` of Anthropic: cents of each description and UTC day.
    @JsonProperty("anthropic")
    ANTHROPIC
}
