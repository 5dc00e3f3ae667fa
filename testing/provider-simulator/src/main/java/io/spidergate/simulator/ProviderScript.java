package io.spidergate.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One provider as it is played. It speaks every protocol; which one follows from the path of a
/// call.
///
/// @param name the first segment of its path
/// @param manner whose headers and error bodies it has
/// @param keyPrefix what a key must begin with; null where no key is needed
/// @param models for chat; empty takes any name
/// @param specialists models that do something else, by the [Endpoint] that they are asked at
/// @param accounts the account of each key; a key that is not named is an account of its own
/// @param quotas windows of every account; empty is without limit
public record ProviderScript(
        String name,
        Manner manner,
        @Nullable String keyPrefix,
        List<String> models,
        Map<Endpoint, List<String>> specialists,
        Map<String, String> accounts,
        List<QuotaRule> quotas) {

    public ProviderScript {
        if (name == null || !name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a provider's name must be lower-case letters, digits and dashes, not " + name);
        }
        manner = manner == null ? Manner.OPENAI : manner;
        models = models == null ? List.of() : List.copyOf(models);
        specialists =
                Collections.unmodifiableMap(
                        new TreeMap<>(specialists == null ? Map.of() : specialists)); // in order
        accounts = accounts == null ? Map.of() : Map.copyOf(accounts);
        quotas = quotas == null ? List.of() : List.copyOf(quotas);
    }

    /// A provider that takes any model without limit.
    public static ProviderScript of(String name, Manner manner, String keyPrefix) {
        return new ProviderScript(
                name, manner, keyPrefix, List.of(), Map.of(), Map.of(), List.of());
    }

    boolean accepts(String key) {
        return keyPrefix == null || !key.isEmpty() && key.startsWith(keyPrefix);
    }

    Caller caller(String key) {
        String unnamed = key.isEmpty() ? "anonymous" : "acct-" + Caller.fingerprint(key);
        return new Caller(name, key, accounts.getOrDefault(key, unnamed));
    }

    boolean chats(String model) {
        return models.isEmpty() || models.contains(model);
    }

    /// Whether a model does what is asked for at an endpoint that is not for chat.
    boolean serves(Endpoint endpoint, String model) {
        boolean takesAny = models.isEmpty() && specialists.isEmpty();
        return takesAny || specialists.getOrDefault(endpoint, List.of()).contains(model);
    }

    List<String> allModels() {
        return Stream.concat(models.stream(), specialists.values().stream().flatMap(List::stream))
                .toList();
    }
}
