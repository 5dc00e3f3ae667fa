package io.spidergate.vault.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.vault.DiscoveredLimit;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.vault.probe.Observation.Signal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Reads from a provider's answer what the vault knows to look for, and nothing else: no word of an
/// answer is passed on, except names of models that look like names.
final class AnswerReader {

    static final int MAX_MODELS = 5_000;

    private static final Predicate<String> MODEL_NAME =
            Pattern.compile("[A-Za-z0-9@][A-Za-z0-9._:/@+~-]{0,199}").asMatchPredicate();

    /// Codes by which providers say that an account is out of money; several send them as 429.
    private static final Set<String> MONEY_CODES =
            Set.of(
                    "insufficient_quota",
                    "credit_balance_exhausted",
                    "organization_spend_limit_exceeded",
                    "project_spend_limit_exceeded",
                    "organization_usage_limit_exceeded",
                    "exceeded_current_quota_error",
                    "enforced_spend_limit_reached",
                    "payment_required",
                    "payment_method_required",
                    "openrouter_credits",
                    "openrouter_key_limit",
                    "quota_for_entity_exceeded",
                    "arrearage",
                    "1113",
                    "1008");

    /// Codes that mean a used-up or missing quota although the status says otherwise.
    private static final Set<String> QUOTA_CODES =
            Set.of(
                    "allocationquota.freetieronly",
                    "usage_not_included",
                    "subscription_sharing_usage_limit_exceeded",
                    "subscription_sharing_workplace_individual_usage_limit_exceeded",
                    "subscription_sharing_user_not_eligible",
                    "openrouter_in_flight_budget");

    private static final Set<String> KEY_CODES =
            Set.of(
                    "invalid_api_key",
                    "api_key_invalid",
                    "authentication_error",
                    "subscription_sharing_invalid_user");

    /// Google and AWS have no code for it.
    private static final List<String> WRONG_KEYS =
            List.of(
                    "api key not valid",
                    "security token included in the request is",
                    "signature we calculated does not match");

    private static final String REGION_CODE = "unsupported_country_region_territory";

    /// Google and Anthropic have no code for it.
    private static final List<String> WRONG_REGIONS =
            List.of(
                    "location is not supported",
                    "not available in your country",
                    "not available in your region",
                    "unsupported countries, regions, or territories");

    private final ObjectMapper json;

    AnswerReader(ObjectMapper json) {
        this.json = json;
    }

    /// @param secret names of models in which this text occurs are left out; empty when there is
    ///   none
    Observation.Answered read(
            int status, byte[] body, List<DiscoveredLimit> limits, String secret) {
        JsonNode root = parse(body);
        JsonNode list = list(root);
        return new Observation.Answered(
                status, signals(root), list.isArray(), models(list, secret), limits);
    }

    private static JsonNode list(JsonNode root) {
        if (root.isArray()) {
            return root;
        }
        for (String name : List.of("models", "modelSummaries")) {
            if (root.path(name).isArray()) {
                return root.path(name);
            }
        }
        return root.path("data");
    }

    /// Google lists its models as `models/…`, AWS by `modelId`, OpenAI with a plan by `slug`.
    private static String name(JsonNode model) {
        String id =
                Stream.of("id", "modelId", "slug")
                        .map(field -> model.path(field).asText(""))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        String name = id.isEmpty() ? model.path("name").asText("") : id;
        return name.startsWith("models/") ? name.substring("models/".length()) : name;
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode root = json.readTree(body);
            return root == null ? json.missingNode() : root;
        } catch (JsonProcessingException e) {
            return json.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static List<RosterEntry> models(JsonNode list, String secret) {
        Map<String, RosterEntry> models = new LinkedHashMap<>();
        for (JsonNode model : list) {
            String name = name(model);
            boolean told = secret.isEmpty() || !name.contains(secret);
            // With a plan, OpenAI lists models that are not meant to be shown.
            boolean shown = model.path("visibility").asText("list").equals("list");
            if (told && shown && MODEL_NAME.test(name) && models.size() < MAX_MODELS) {
                models.putIfAbsent(name, RosterReader.entry(name, model));
            }
        }
        return List.copyOf(models.values());
    }

    private static Set<Signal> signals(JsonNode root) {
        // Google's compatible endpoint wraps the error into an array.
        JsonNode answer = root.isArray() && !root.isEmpty() ? root.get(0) : root;
        JsonNode error = answer.path("error").isObject() ? answer.path("error") : answer;
        Set<String> codes = codes(error);
        String prose = error.path("message").asText("").toLowerCase(Locale.ROOT);
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        if (codes.stream().anyMatch(MONEY_CODES::contains) || prose.contains("run out of funds")) {
            signals.add(Signal.NO_MONEY);
        }
        if (codes.stream().anyMatch(QUOTA_CODES::contains)
                || prose.contains("not available in your subscription tier")) {
            signals.add(Signal.NO_QUOTA);
        }
        if (codes.stream().anyMatch(KEY_CODES::contains)
                || WRONG_KEYS.stream().anyMatch(prose::contains)) {
            signals.add(Signal.BAD_KEY);
        }
        if (codes.contains(REGION_CODE) || WRONG_REGIONS.stream().anyMatch(prose::contains)) {
            signals.add(Signal.WRONG_REGION);
        }
        return signals;
    }

    private static Set<String> codes(JsonNode error) {
        return Stream.concat(
                        Stream.of(
                                error.path("code"),
                                error.path("type"),
                                error.path("error_code"),
                                error.path("metadata").path("limit_source")),
                        StreamSupport.stream(error.path("details").spliterator(), false)
                                .map(detail -> detail.path("reason")))
                .map(code -> code.asText("").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
