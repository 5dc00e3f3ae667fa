package io.spidergate.vault.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.contracts.vault.ProviderUsage.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the days of an account from a provider's answer. One line that is not understood makes the
/// whole answer worthless: a sum without it would be wrong and look right. Pure.
final class UsageReader {

    private static final int MAX_ITEM = 200;
    private static final int MAX_SCALE = 60;
    private static final BigDecimal CENTS = BigDecimal.valueOf(100);
    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

    /// Nobody uses more in a day; it keeps every sum of sums within a long.
    private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);

    private final UsageQuestion asked;
    private final String secret;

    /// @param secret that no line may show
    UsageReader(UsageQuestion asked, String secret) {
        this.asked = asked;
        this.secret = secret;
    }

    UsageAnswer read(JsonNode answer) {
        JsonNode data = answer.path("data");
        if (!data.isArray()) {
            return new UsageAnswer.NotUnderstood("it has no list 'data'");
        }
        try {
            return new UsageAnswer.Page(lines(data), next(answer));
        } catch (NotAsDocumented e) {
            return new UsageAnswer.NotUnderstood(e.getMessage());
        }
    }

    private List<Line> lines(JsonNode data) throws NotAsDocumented {
        List<Line> lines = new ArrayList<>();
        for (JsonNode each : data) {
            switch (asked.reporting()) {
                case OPENROUTER -> add(lines, activity(each));
                case OPENAI -> addBucket(lines, each, openAiDay(each));
                case ANTHROPIC -> addBucket(lines, each, day(each.path("starting_at").asText()));
            }
        }
        return lines;
    }

    private void addBucket(List<Line> lines, JsonNode bucket, LocalDate day)
            throws NotAsDocumented {
        if (!bucket.path("results").isArray()) {
            throw new NotAsDocumented("a day has no list 'results'");
        }
        for (JsonNode result : bucket.path("results")) {
            switch (asked.reporting()) {
                case OPENAI -> add(lines, openAi(day, result));
                case ANTHROPIC -> {
                    if (isMeant(result.path("workspace_id").asText("default"))) {
                        add(lines, anthropic(day, result));
                    }
                }
                case OPENROUTER -> throw new IllegalStateException("OpenRouter has no buckets");
            }
        }
    }

    private void add(List<Line> lines, Line line) {
        if (asked.isAsked(line.day())) {
            lines.add(line);
        }
    }

    private boolean isMeant(String part) {
        return asked.parts().isEmpty() || asked.parts().contains(part);
    }

    private Line activity(JsonNode each) throws NotAsDocumented {
        return new Line(
                day(each.path("date").asText()),
                item(each.path("model")),
                nanoUsd(each.path("usage"), BigDecimal.ONE),
                count(each.path("requests"), "requests"),
                count(each.path("prompt_tokens"), "prompt_tokens"),
                count(each.path("completion_tokens"), "completion_tokens"));
    }

    private Line openAi(LocalDate day, JsonNode result) throws NotAsDocumented {
        JsonNode amount = result.path("amount");
        requireDollars(amount.path("currency").asText("usd"));
        return new Line(
                day,
                item(result.path("line_item")),
                nanoUsd(amount.path("value"), BigDecimal.ONE),
                null,
                null,
                null);
    }

    private Line anthropic(LocalDate day, JsonNode result) throws NotAsDocumented {
        requireDollars(result.path("currency").asText("USD"));
        return new Line(
                day,
                item(result.path("description")),
                nanoUsd(result.path("amount"), CENTS),
                null,
                null,
                null);
    }

    private static void requireDollars(String currency) throws NotAsDocumented {
        if (!currency.equalsIgnoreCase("usd")) {
            throw new NotAsDocumented("an amount is not in US dollars");
        }
    }

    private static LocalDate openAiDay(JsonNode bucket) throws NotAsDocumented {
        JsonNode start = bucket.path("start_time");
        if (!start.canConvertToLong()) {
            throw new NotAsDocumented("a day has no 'start_time'");
        }
        return LocalDate.ofInstant(Instant.ofEpochSecond(start.asLong()), ZoneOffset.UTC);
    }

    /// With a time behind it or without.
    private static LocalDate day(String text) throws NotAsDocumented {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            throw new NotAsDocumented("a day is not a date");
        }
    }

    /// @param units of the amount in a dollar
    private static long nanoUsd(JsonNode amount, BigDecimal units) throws NotAsDocumented {
        BigDecimal usd = decimal(amount.asText());
        if (usd.abs().compareTo(MOST_USD.multiply(units)) > 0) {
            throw new NotAsDocumented("an amount is above a million dollars");
        }
        return usd.multiply(NANO).divide(units, 0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /// As number or as text.
    private static BigDecimal decimal(String text) throws NotAsDocumented {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NotAsDocumented("an amount is not a number");
        }
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new NotAsDocumented("an amount has too many digits");
        }
        return number;
    }

    private static @Nullable Long count(JsonNode number, String field) throws NotAsDocumented {
        if (number.isMissingNode() || number.isNull()) {
            return null;
        }
        if (!number.canConvertToLong() || number.asLong() < 0) {
            throw new NotAsDocumented("'%s' is not a count".formatted(field));
        }
        return number.asLong();
    }

    /// In the provider's words, which people are shown.
    private String item(JsonNode text) {
        String item = text.asText("").strip();
        boolean isPlain =
                !item.isEmpty()
                        && item.chars().noneMatch(Character::isISOControl)
                        && !item.contains(secret);
        return isPlain ? item.substring(0, Math.min(item.length(), MAX_ITEM)) : "other";
    }

    private static @Nullable String next(JsonNode answer) {
        JsonNode next = answer.path("next_page");
        return answer.path("has_more").asBoolean(false) && next.isTextual() ? next.asText() : null;
    }

    /// An answer that is not as the provider's documents say.
    private static final class NotAsDocumented extends Exception {

        NotAsDocumented(String why) {
            super(why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
