package io.spidergate.llm.answer;

/// Tokens as the provider measured them.
///
/// @param cached the part of `prompt` that was read from a cache
/// @param reasoning the part of `completion` that was thought and not said
public record Usage(long prompt, long cached, long completion, long reasoning) {

    /// Providers are taken at their word, but never so that a part exceeds its whole or a count is
    /// negative.
    public Usage {
        prompt = Math.max(0, prompt);
        completion = Math.max(0, completion);
        cached = Math.clamp(cached, 0, prompt);
        reasoning = Math.clamp(reasoning, 0, completion);
    }
}
