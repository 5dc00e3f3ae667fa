package io.spidergate.gateway.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One model as OpenAI lists it, with what the gateway knows beside.
///
/// @param created 0: the catalogue does not know it, and clients demand a number
record ModelEntry(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy,
        @JsonProperty("spidergate_info") Info info) {

    static ModelEntry of(String id, String ownedBy, Info info) {
        return new ModelEntry(id, "model", 0, ownedBy, info);
    }

    boolean hasProvider(String provider) {
        return info.providers.contains(provider);
    }

    boolean matches(String search) {
        String wanted = search.toLowerCase(Locale.ROOT);
        return id.toLowerCase(Locale.ROOT).contains(wanted)
                || info.displayName.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// @param provider the first that hosts the model
    /// @param isConfigured whether a key exists, or none is needed
    /// @param pricing absent where nobody knows it
    record Info(
            String provider,
            List<String> providers,
            @JsonProperty("provider_model") String providerModel,
            @JsonProperty("display_name") String displayName,
            @JsonProperty("context_window") int contextWindow,
            @JsonProperty("max_output_tokens") int maxOutputTokens,
            Set<String> capabilities,
            @JsonProperty("free_tier") boolean freeTier,
            @JsonProperty("is_configured") boolean isConfigured,
            @JsonProperty("in_task_aliases") List<String> inTaskAliases,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pricing pricing) {}

    /// US dollars for one million tokens.
    record Pricing(
            @JsonProperty("input_usd_per_million") BigDecimal input,
            @JsonProperty("cached_input_usd_per_million") BigDecimal cachedInput,
            @JsonProperty("output_usd_per_million") BigDecimal output,
            @JsonProperty("long_context") @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable LongContext longContext) {}

    /// For the whole of a request whose prompt has more tokens than that.
    record LongContext(
            @JsonProperty("above_input_tokens") long above,
            @JsonProperty("input_usd_per_million") BigDecimal input,
            @JsonProperty("cached_input_usd_per_million") BigDecimal cachedInput,
            @JsonProperty("output_usd_per_million") BigDecimal output) {}
}
