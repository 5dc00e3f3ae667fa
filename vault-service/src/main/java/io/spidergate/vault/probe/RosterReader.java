package io.spidergate.vault.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.vault.RosterEntry;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what providers' lists tell of a model beside its name: numbers and words that are known,
/// never text. What is not understood is left out.
final class RosterReader {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /// No model costs more than a thousand dollars for a million tokens; whoever lists more, or a
    /// dozen digits, lists something else.
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

    private static final int DIGITS = 12;

    /// Money is counted in billionths of a dollar.
    private static final int NANO = 9;

    private static final List<String> CONTEXT =
            List.of(
                    "context_length",
                    "context_window",
                    "max_context_length",
                    "inputTokenLimit",
                    "max_model_len",
                    "context_size",
                    "max_input_tokens");

    private static final List<String> OUTPUT =
            List.of(
                    "max_completion_tokens",
                    "max_output_tokens",
                    "outputTokenLimit",
                    "max_tokens",
                    "max_output_length");

    private RosterReader() {}

    static RosterEntry entry(String name, JsonNode model) {
        int context = tokens(model, CONTEXT);
        int output = tokens(model, OUTPUT);
        int most = output > 0 ? output : tokens(model.path("top_provider"), OUTPUT);
        return new RosterEntry(
                name,
                context,
                context > 0 ? Math.min(most, context) : most,
                capabilities(model),
                price(model.path("pricing")));
    }

    private static int tokens(JsonNode model, List<String> names) {
        for (String name : names) {
            JsonNode value = model.path(name);
            if (value.canConvertToInt() && value.asInt() > 0) {
                return value.asInt();
            }
        }
        return 0;
    }

    /// OpenRouter and Vercel tell dollars for one token as text, under names of their own; other
    /// lists have other units, which nothing in them names.
    private static RosterEntry.@Nullable Price price(JsonNode pricing) {
        boolean openRouter = pricing.path("prompt").isTextual();
        BigDecimal input = perMillion(pricing.path(openRouter ? "prompt" : "input"));
        BigDecimal output = perMillion(pricing.path(openRouter ? "completion" : "output"));
        return input == null || output == null
                ? null
                : new RosterEntry.Price(
                        input, perMillion(pricing.path("input_cache_read")), output);
    }

    private static @Nullable BigDecimal perMillion(JsonNode perToken) {
        if (!perToken.isTextual() || perToken.asText().length() > DIGITS + 4) {
            return null;
        }
        try {
            BigDecimal price = new BigDecimal(perToken.asText()).multiply(MILLION);
            boolean plausible = price.signum() >= 0 && price.compareTo(MOST) <= 0;
            return plausible && plain(price).scale() <= NANO ? plain(price) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /// With as few digits as it needs, but no exponent.
    private static BigDecimal plain(BigDecimal price) {
        BigDecimal plain = price.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static Set<Capability> capabilities(JsonNode model) {
        Set<Capability> told = EnumSet.noneOf(Capability.class);
        openRouter(model, told);
        mistral(model.path("capabilities"), told);
        return told;
    }

    private static void openRouter(JsonNode model, Set<Capability> told) {
        JsonNode architecture = model.path("architecture");
        if (!has(architecture.path("output_modalities"), "text")) {
            return;
        }
        told.add(Capability.CHAT);
        JsonNode parameters = model.path("supported_parameters");
        add(told, Capability.VISION, has(architecture.path("input_modalities"), "image"));
        add(told, Capability.FUNCTION_CALLING, has(parameters, "tools"));
        add(told, Capability.JSON_OBJECT, has(parameters, "response_format"));
        add(told, Capability.JSON_SCHEMA, has(parameters, "structured_outputs"));
        add(told, Capability.REASONING, has(parameters, "reasoning"));
    }

    private static void mistral(JsonNode capabilities, Set<Capability> told) {
        add(told, Capability.CHAT, capabilities.path("completion_chat").asBoolean());
        add(told, Capability.FUNCTION_CALLING, capabilities.path("function_calling").asBoolean());
        add(told, Capability.VISION, capabilities.path("vision").asBoolean());
    }

    private static void add(Set<Capability> told, Capability capability, boolean has) {
        if (has) {
            told.add(capability);
        }
    }

    private static boolean has(JsonNode list, String word) {
        for (JsonNode each : list) {
            if (each.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
