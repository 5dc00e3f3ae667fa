package io.spidergate.gateway.catalog;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `GET /models` was asked for. Pure.
record ModelQuery(
        @Nullable String provider,
        boolean freeOnly,
        boolean configuredOnly,
        @Nullable String search,
        @Nullable String capability,
        SortBy sortBy,
        int limit,
        int offset) {

    static final int DEFAULT_LIMIT = 500;
    static final int MAX_LIMIT = 2_000;

    enum SortBy {
        /// The catalogue's order, which puts what is used most first.
        USAGE,
        NAME,
        PROVIDER,
        CONTEXT,
        COST
    }

    /// A query, or what is wrong with it.
    sealed interface Reading {
        record Read(ModelQuery query) implements Reading {}

        record Wrong(GatewayError error) implements Reading {}
    }

    /// @param parameter the first value of a query parameter by its name, or null
    static Reading read(Function<String, @Nullable String> parameter) {
        try {
            return new Reading.Read(
                    new ModelQuery(
                            parameter.apply("provider"),
                            flag("free_only", parameter.apply("free_only")),
                            flag("configured_only", parameter.apply("configured_only")),
                            parameter.apply("search"),
                            parameter.apply("capability"),
                            sortBy(parameter.apply("sort_by")),
                            number("limit", parameter.apply("limit"), DEFAULT_LIMIT, 1, MAX_LIMIT),
                            number("offset", parameter.apply("offset"), 0, 0, Integer.MAX_VALUE)));
        } catch (WrongParameter wrong) {
            return new Reading.Wrong(wrong.error);
        }
    }

    List<ModelEntry> select(List<ModelEntry> all) {
        Stream<ModelEntry> found = all.stream().filter(this::selects);
        Comparator<ModelEntry> order = order();
        return (order == null ? found : found.sorted(order)).skip(offset).limit(limit).toList();
    }

    private boolean selects(ModelEntry entry) {
        return (provider == null || entry.hasProvider(provider))
                && (!freeOnly || entry.info().freeTier())
                && (!configuredOnly || entry.info().isConfigured())
                && (search == null || entry.matches(search))
                && (capability == null || entry.info().capabilities().contains(capability));
    }

    private @Nullable Comparator<ModelEntry> order() {
        return switch (sortBy) {
            case USAGE -> null;
            case NAME -> Comparator.comparing(ModelEntry::id);
            case PROVIDER -> Comparator.comparing(entry -> entry.info().provider());
            case CONTEXT ->
                    Comparator.comparingInt((ModelEntry entry) -> entry.info().contextWindow())
                            .reversed();
            case COST -> Comparator.comparing(ModelQuery::cost);
        };
    }

    /// Unpriced goes last: unknown is not cheap.
    private static BigDecimal cost(ModelEntry entry) {
        var pricing = entry.info().pricing();
        if (pricing != null) {
            return pricing.input().add(pricing.output());
        }
        return entry.info().freeTier() ? BigDecimal.ZERO : BigDecimal.valueOf(Long.MAX_VALUE);
    }

    private static boolean flag(String name, @Nullable String value) {
        if (value == null) {
            return false;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> throw new WrongParameter(name, value, "true or false");
        };
    }

    private static SortBy sortBy(@Nullable String value) {
        if (value == null) {
            return SortBy.USAGE;
        }
        for (SortBy known : SortBy.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(value)) {
                return known;
            }
        }
        throw new WrongParameter("sort_by", value, "one of usage, name, provider, context, cost");
    }

    private static int number(String name, @Nullable String value, int absent, int min, int max) {
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongParameter(name, value, "an integer");
        }
        throw new WrongParameter(name, value, "between %d and %d".formatted(min, max));
    }

    /// Leaves the reading of a query at its first wrong parameter.
    private static final class WrongParameter extends RuntimeException {

        private final transient GatewayError error;

        WrongParameter(String name, String value, String expected) {
            String shown = value.length() <= 64 ? value : value.substring(0, 64) + "…";
            this.error =
                    GatewayError.of(
                                    ErrorCode.INVALID_VALUE,
                                    "%s must be %s, not '%s'".formatted(name, expected, shown))
                            .about(name);
        }
    }
}
