package io.spidergate.launcher.keyfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spidergate.launcher.admin.ProviderKeys;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of a LiteLLM proxy's `config.yaml`: those of `model_list`, in clear or by the name of a
/// variable.
public final class LiteLlmConfig {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String VARIABLE = "os.environ/";

    /// Prefixes of models that are not the provider's name here.
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "together_ai", "together",
                    "fireworks_ai", "fireworks",
                    "nvidia_nim", "nvidia",
                    "moonshot", "moonshotai",
                    "dashscope", "alibaba",
                    "cohere_chat", "cohere",
                    "ai21_chat", "ai21",
                    "vercel_ai_gateway", "vercel");

    private LiteLlmConfig() {}

    /// @param environment where variables that the file names are looked up
    public static List<FileEntry> read(Path file, Map<String, String> environment) {
        List<FileEntry> entries = new ArrayList<>();
        Set<FileEntry> seen = new HashSet<>();
        for (JsonNode model : models(file)) {
            JsonNode parameters = model.path("litellm_params");
            String name = parameters.path("model").asText(model.path("model_name").asText("?"));
            FileEntry entry = entry(name, parameters, environment);
            if (seen.add(withoutPlace(entry))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static JsonNode models(Path file) {
        try {
            JsonNode models = YAML.readTree(file.toFile()).path("model_list");
            if (models.isArray()) {
                return models;
            }
        } catch (IOException e) {
            // Its words may quote the line, and the line may be a key.
            throw new Refusal("%s cannot be read as YAML.".formatted(file));
        }
        throw new Refusal("%s has no model_list, so it is no LiteLLM config.".formatted(file));
    }

    private static FileEntry entry(
            String name, JsonNode parameters, Map<String, String> environment) {
        Optional<String> provider = provider(name);
        if (parameters.hasNonNull("api_base")) {
            return new FileEntry.PassedOver(
                    name, "it has an address of its own; 'provider add --base-url' brings it");
        }
        if (provider.isEmpty()) {
            return new FileEntry.PassedOver(
                    name, "the catalogue has no such provider; 'provider add --like' may do");
        }
        String key = parameters.path("api_key").asText("");
        String secret =
                key.startsWith(VARIABLE)
                        ? environment.getOrDefault(key.substring(VARIABLE.length()), "")
                        : key;
        return secret.isBlank()
                ? new FileEntry.PassedOver(name, unset(key))
                : new FileEntry.Key(name, provider.get(), secret.strip());
    }

    private static String unset(String key) {
        return key.startsWith(VARIABLE)
                ? "the variable %s is not set here".formatted(key.substring(VARIABLE.length()))
                : "it has no api_key";
    }

    private static Optional<String> provider(String model) {
        int slash = model.indexOf('/');
        if (slash < 0) {
            return Optional.of(model.startsWith("claude") ? "anthropic" : "openai");
        }
        String prefix = model.substring(0, slash);
        String provider = PREFIXES.getOrDefault(prefix, prefix);
        return ProviderKeys.isKnown(provider) ? Optional.of(provider) : Optional.empty();
    }

    /// Many models share a key.
    private static FileEntry withoutPlace(FileEntry entry) {
        return switch (entry) {
            case FileEntry.Key key -> new FileEntry.Key("", key.provider(), key.secret());
            case FileEntry.PassedOver passedOver -> passedOver;
        };
    }
}
