package io.spidergate.launcher.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pure: which variables of the environment hold a key of which provider.
public final class ProviderKeys {

    private static final Map<String, List<String>> VARIABLES = variables();

    private ProviderKeys() {}

    /// Keys by provider, in a stable order; of two variables for one provider the first wins.
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> keys = new LinkedHashMap<>();
        VARIABLES.forEach((provider, names) ->
                names.stream()
                        .map(name -> environment.getOrDefault(name, "").strip())
                        .filter(key -> !key.isEmpty())
                        .findFirst()
                        .ifPresent(key -> keys.put(provider, key)));
        return keys;
    }

    private static Map<String, List<String>> variables() {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        variables.put("groq", List.of("GROQ_API_KEY"));
        variables.put("mistral", List.of("MISTRAL_API_KEY"));
        variables.put("openrouter", List.of("OPENROUTER_API_KEY"));
        variables.put("cerebras", List.of("CEREBRAS_API_KEY"));
        variables.put("nvidia", List.of("NVIDIA_API_KEY"));
        variables.put("openai", List.of("OPENAI_API_KEY"));
        variables.put("anthropic", List.of("ANTHROPIC_API_KEY"));
        variables.put("gemini", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"));
        variables.put("deepseek", List.of("DEEPSEEK_API_KEY"));
        variables.put("together", List.of("TOGETHER_API_KEY"));
        variables.put("fireworks", List.of("FIREWORKS_API_KEY"));
        variables.put("sambanova", List.of("SAMBANOVA_API_KEY"));
        variables.put("xai", List.of("XAI_API_KEY"));
        variables.put("moonshot", List.of("MOONSHOT_API_KEY"));
        variables.put("zai", List.of("ZAI_API_KEY"));
        return variables;
    }
}
