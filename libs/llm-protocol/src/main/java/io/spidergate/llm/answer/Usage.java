package io.spidergate.llm.answer;

/// Tokens as the provider measured them.
///
/// @param cached the part of `prompt` that was read from a cache
/// @param reasoning the part of `completion` that was thought and not said
public record Usage(long prompt, long cached, long completion, long reasoning) {

    /// More than any model takes or gives in one call.
    static final long MOST = 1_000_000_000;

    /// Providers are taken at their word, but never so that a part exceeds its whole, or a count is
    /// negative or beyond all measure.
    public Usage {
        prompt = Math.clamp(prompt, 0, MOST);
        completion = Math.clamp(completion, 0, MOST);
        cached = Math.clamp(cached, 0, prompt);
        reasoning = Math.clamp(reasoning, 0, completion);
    }

    public Usage plus(Usage other) {
        return new Usage(
                prompt + other.prompt,
                cached + other.cached,
                completion + other.completion,
                reasoning + other.reasoning);
    }
}
