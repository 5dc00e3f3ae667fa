package io.spidergate.launcher.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pure: which variables of the environment hold a key of which provider.
public final class ProviderKeys {

    private static final Map<String, List<String>> VARIABLES = variables();

    /// These open more than models: nobody's are taken unless they are handed over.
    private static final Map<String, String> ELSEWHERE =
            Map.of("HF_TOKEN", "huggingface", "SCW_SECRET_KEY", "scaleway");

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

    /// Whose key a variable holds, where it is one that is known.
    public static Optional<String> providerOf(String variable) {
        if (ELSEWHERE.containsKey(variable)) {
            return Optional.of(ELSEWHERE.get(variable));
        }
        return VARIABLES.entrySet().stream()
                .filter(known -> known.getValue().contains(variable))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Whether a provider of this name takes keys that are known here.
    public static boolean isKnown(String provider) {
        return VARIABLES.containsKey(provider) || ELSEWHERE.containsValue(provider);
    }

    static Set<String> providers() {
        return Set.copyOf(VARIABLES.keySet());
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
        variables.put("moonshotai", List.of("MOONSHOT_API_KEY"));
        variables.put("zai", List.of("ZAI_API_KEY"));
        variables.put("cohere", List.of("COHERE_API_KEY", "CO_API_KEY"));
        variables.put("perplexity", List.of("PERPLEXITY_API_KEY"));
        variables.put("deepinfra", List.of("DEEPINFRA_API_KEY"));
        variables.put("hyperbolic", List.of("HYPERBOLIC_API_KEY"));
        variables.put("nebius", List.of("NEBIUS_API_KEY"));
        variables.put("novita", List.of("NOVITA_API_KEY"));
        variables.put("zhipuai", List.of("ZHIPU_API_KEY"));
        variables.put("alibaba", List.of("DASHSCOPE_API_KEY"));
        variables.put("siliconflow", List.of("SILICONFLOW_API_KEY"));
        variables.put("siliconflow-cn", List.of("SILICONFLOW_CN_API_KEY"));
        variables.put("ollama-cloud", List.of("OLLAMA_API_KEY"));
        variables.put("chutes", List.of("CHUTES_API_KEY"));
        variables.put("scaleway", List.of("SCALEWAY_API_KEY"));
        variables.put("ovhcloud", List.of("OVHCLOUD_API_KEY"));
        variables.put("ai21", List.of("AI21_API_KEY"));
        variables.put("vercel", List.of("AI_GATEWAY_API_KEY"));
        variables.put("poe", List.of("POE_API_KEY"));
        variables.put("baseten", List.of("BASETEN_API_KEY"));
        variables.put("minimax", List.of("MINIMAX_API_KEY"));
        variables.put("upstage", List.of("UPSTAGE_API_KEY"));
        variables.put("inference-net", List.of("INFERENCE_API_KEY"));
        variables.put("modelscope", List.of("MODELSCOPE_API_KEY"));
        variables.put("kilo", List.of("KILO_API_KEY"));
        variables.put("llm7", List.of("LLM7_API_KEY"));
        variables.put("volcengine", List.of("ARK_API_KEY"));
        return variables;
    }
}
