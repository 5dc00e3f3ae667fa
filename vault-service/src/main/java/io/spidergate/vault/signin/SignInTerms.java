package io.spidergate.vault.signin;

import java.util.Map;
import java.util.Optional;

/// Whose sign-in other software must not use, as the providers' terms say. Pure.
final class SignInTerms {

    private static final String ANTHROPIC =
            "Anthropic does not permit other software to sign in to Claude plans; use an API key of the provider anthropic";
    private static final String GOOGLE =
            "Google's terms forbid other software to use the sign-in of its command line; use a key of AI Studio, of the provider gemini";
    private static final String CODEX =
            "the sign-in of OpenAI's own command line is not for other software; the provider chatgpt has Sign in with ChatGPT, and openai has API keys";
    private static final String COPILOT =
            "GitHub allows Copilot to its official integrations only, and SpiderGate is none";
    private static final String QWEN =
            "Qwen has closed the free sign-in of its command line; use a key of DashScope, of the provider alibaba";

    private static final Map<String, String> REFUSALS =
            Map.of(
                    "anthropic", ANTHROPIC,
                    "claude", ANTHROPIC,
                    "gemini", GOOGLE,
                    "gemini-cli", GOOGLE,
                    "antigravity", GOOGLE,
                    "codex", CODEX,
                    "copilot", COPILOT,
                    "github-copilot", COPILOT,
                    "qwen", QWEN);

    static final String PLAN_IS_PERSONAL =
            "a ChatGPT plan is personal: whoever has it signs in for a workspace of their own, and it is not brought by an invite";

    static final String CHATGPT_NOT_ALLOWED =
            "OpenAI allows Sign in with ChatGPT to software that runs on the machine of whoever signs in; elsewhere it has to approve the installation. Where one of the two holds, set spidergate.sign-in.chatgpt-allowed=true at vault-service";

    private SignInTerms() {}

    static Optional<String> refusal(String provider) {
        return Optional.ofNullable(REFUSALS.get(provider));
    }
}
