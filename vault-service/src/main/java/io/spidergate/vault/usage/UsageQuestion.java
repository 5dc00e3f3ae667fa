package io.spidergate.vault.usage;

import io.spidergate.contracts.routing.UsageReporting;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider is asked: which UTC days, and which parts of the account. Pure.
///
/// @param until the first day that is not asked about
/// @param parts in the provider's words; empty for all
record UsageQuestion(
        UsageReporting reporting, LocalDate from, LocalDate until, List<String> parts) {

    /// More than any question has days.
    private static final int BUCKETS = 31;

    UsageQuestion {
        parts = List.copyOf(parts);
    }

    /// The questions that together ask for all parts: OpenRouter is asked about one key at a time.
    List<UsageQuestion> each() {
        return reporting != UsageReporting.OPENROUTER || parts.size() < 2
                ? List.of(this)
                : parts.stream()
                        .map(part -> new UsageQuestion(reporting, from, until, List.of(part)))
                        .toList();
    }

    /// @param under where the provider's API begins
    /// @param page that the answer before has named
    URI uri(URI under, @Nullable String page) {
        List<String> query = new ArrayList<>(query());
        if (page != null) {
            query.add(parameter("page", page));
        }
        String all = query.isEmpty() ? "" : "?" + String.join("&", query);
        return URI.create(under.toString().replaceFirst("/+$", "") + path() + all);
    }

    private String path() {
        return switch (reporting) {
            case OPENROUTER -> "/activity";
            case OPENAI -> "/organization/costs";
            case ANTHROPIC -> "/organizations/cost_report";
        };
    }

    private List<String> query() {
        List<String> query = new ArrayList<>();
        switch (reporting) {
            case OPENROUTER -> parts.forEach(part -> query.add(parameter("api_key_hash", part)));
            case OPENAI -> {
                query.add("start_time=" + start(from).getEpochSecond());
                query.add("end_time=" + start(until).getEpochSecond());
                query.add("bucket_width=1d");
                query.add("limit=" + BUCKETS);
                query.add("group_by=line_item");
                parts.forEach(part -> query.add(parameter("project_ids", part)));
            }
            case ANTHROPIC -> {
                query.add(parameter("starting_at", start(from).toString()));
                query.add(parameter("ending_at", start(until).toString()));
                query.add("bucket_width=1d");
                query.add("limit=" + BUCKETS);
                query.add(parameter("group_by[]", "description"));
                // It filters by none, so that each line must say whose it is.
                query.add(parameter("group_by[]", "workspace_id"));
            }
        }
        return query;
    }

    /// Of a day that an answer may tell of.
    boolean isAsked(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
