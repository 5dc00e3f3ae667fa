package io.spidergate.launcher.connect;

import io.spidergate.launcher.console.Refusal;
import java.util.Map;

/// Whose sign-in may bring a key. Pure.
public final class SignIns {

    /// Provider of the catalogue that hands over a key of the user's own account.
    private static final String OPENROUTER = "openrouter";

    private static final String ANTHROPIC =
            "Anthropic does not permit other software to sign in to Claude plans; use an API key: provider add --name anthropic --key.";
    private static final String GOOGLE =
            "Google's terms forbid other software to use the sign-in of its command line; use a key of AI Studio: provider add --name gemini --key.";
    private static final String OPENAI =
            "Sign-in with ChatGPT is not supported; use an API key: provider add --name openai --key.";
    private static final String COPILOT =
            "GitHub allows Copilot to its official integrations only, and SpiderGate is none.";
    private static final String QWEN =
            "Qwen has closed the free sign-in of its command line; use a key of DashScope: provider add --name alibaba --key.";

    private static final Map<String, String> REFUSALS =
            Map.ofEntries(
                    Map.entry("anthropic", ANTHROPIC),
                    Map.entry("claude", ANTHROPIC),
                    Map.entry("gemini", GOOGLE),
                    Map.entry("gemini-cli", GOOGLE),
                    Map.entry("antigravity", GOOGLE),
                    Map.entry("openai", OPENAI),
                    Map.entry("chatgpt", OPENAI),
                    Map.entry("codex", OPENAI),
                    Map.entry("copilot", COPILOT),
                    Map.entry("github-copilot", COPILOT),
                    Map.entry("qwen", QWEN));

    private SignIns() {}

    /// Returns where there is a sign-in that may be used.
    public static void requireAllowed(String provider) {
        String refusal = REFUSALS.get(provider);
        if (refusal != null) {
            throw new Refusal(refusal);
        }
        if (!provider.equals(OPENROUTER)) {
            throw new Refusal(
                    "%s hands over no key by a sign-in; openrouter does. Use provider add --name %s --key."
                            .formatted(provider, provider));
        }
    }
}
