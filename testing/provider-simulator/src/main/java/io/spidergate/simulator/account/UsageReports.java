package io.spidergate.simulator.account;

import io.spidergate.simulator.account.UsageBook.Line;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what accounts have used, as OpenRouter, OpenAI and Anthropic do, to a key that begins with
/// `sim-admin-`: OpenRouter of completed days only, OpenAI and Anthropic in pages of two days. What
/// OpenAI calls a project and Anthropic a workspace is the simulator's account.
public final class UsageReports {

    /// What the keys begin with that usage is told to.
    public static final String KEY_PREFIX = "sim-admin-";

    private static final int DAYS_OF_A_PAGE = 2;

    private final UsageBook book;
    private final Clock clock;

    public UsageReports(UsageBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /// @param path without the provider's name
    public static boolean isOne(String path) {
        return Stream.of("/activity", "/organization/costs", "/organizations/cost_report")
                .anyMatch(path::endsWith);
    }

    /// @param path without the provider's name
    public void handle(HttpServerRequest request, String provider, String path, String key) {
        if (!key.startsWith(KEY_PREFIX)) {
            answer(
                    request.response(),
                    key.isEmpty() ? 401 : 403,
                    new JsonObject()
                            .put("error", new JsonObject().put("message", "not an admin key")));
            return;
        }
        List<Line> lines = book.lines(provider);
        answer(
                request.response(),
                200,
                path.endsWith("/activity")
                        ? activity(lines)
                        : path.endsWith("/costs")
                                ? costs(lines, request)
                                : costReport(lines, request));
    }

    private JsonObject activity(List<Line> lines) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        JsonArray data = new JsonArray();
        lines.stream()
                .filter(line -> line.of().day().isBefore(today))
                .forEach(line ->
                        data.add(
                                new JsonObject()
                                        .put("date", line.of().day() + " 00:00:00")
                                        .put("model", line.of().model())
                                        .put("endpoint_id", "simulated")
                                        .put("provider_name", "Simulator")
                                        .put("usage", line.used().usd().doubleValue())
                                        .put("byok_usage_inference", 0)
                                        .put("requests", line.used().requests())
                                        .put("prompt_tokens", line.used().input())
                                        .put("completion_tokens", line.used().output())
                                        .put("reasoning_tokens", 0)));
        return new JsonObject().put("data", data);
    }

    private static JsonObject costs(List<Line> lines, HttpServerRequest request) {
        List<String> projects = request.params().getAll("project_ids");
        LocalDate from = day(Long.parseLong(request.getParam("start_time")));
        LocalDate until = day(Long.parseLong(request.getParam("end_time")));
        return paged(
                request,
                lines.stream()
                        .filter(line -> isWithin(line, from, until))
                        .filter(line ->
                                projects.isEmpty() || projects.contains(line.of().account()))
                        .toList(),
                day ->
                        new JsonObject()
                                .put("object", "bucket")
                                .put("start_time", start(day).getEpochSecond())
                                .put("end_time", start(day.plusDays(1)).getEpochSecond()),
                line ->
                        new JsonObject()
                                .put("object", "organization.costs.result")
                                .put(
                                        "amount",
                                        new JsonObject()
                                                .put("value", line.used().usd().doubleValue())
                                                .put("currency", "usd"))
                                .put("line_item", line.of().model())
                                .putNull("project_id"));
    }

    private static JsonObject costReport(List<Line> lines, HttpServerRequest request) {
        LocalDate from = day(Instant.parse(request.getParam("starting_at")).getEpochSecond());
        LocalDate until = day(Instant.parse(request.getParam("ending_at")).getEpochSecond());
        return paged(
                request,
                lines.stream().filter(line -> isWithin(line, from, until)).toList(),
                day ->
                        new JsonObject()
                                .put("starting_at", start(day).toString())
                                .put("ending_at", start(day.plusDays(1)).toString()),
                line ->
                        new JsonObject()
                                .put("currency", "USD")
                                .put(
                                        "amount",
                                        line.used()
                                                .usd()
                                                .multiply(BigDecimal.valueOf(100))
                                                .toPlainString())
                                .put("workspace_id", line.of().account())
                                .put("description", line.of().model() + " usage"));
    }

    private static JsonObject paged(
            HttpServerRequest request,
            List<Line> lines,
            Function<LocalDate, JsonObject> bucket,
            Function<Line, JsonObject> result) {
        TreeMap<LocalDate, List<Line>> days =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.of().day(),
                                        TreeMap::new,
                                        Collectors.toList()));
        int page = Integer.parseInt(request.getParam("page", "page_0").substring(5));
        JsonArray data = new JsonArray();
        days.entrySet().stream()
                .skip((long) page * DAYS_OF_A_PAGE)
                .limit(DAYS_OF_A_PAGE)
                .forEach(day -> {
                    JsonArray results = new JsonArray();
                    day.getValue().forEach(line -> results.add(result.apply(line)));
                    data.add(bucket.apply(day.getKey()).put("results", results));
                });
        boolean more = days.size() > (page + 1) * DAYS_OF_A_PAGE;
        return new JsonObject()
                .put("object", "page")
                .put("data", data)
                .put("has_more", more)
                .put("next_page", more ? "page_" + (page + 1) : null);
    }

    private static boolean isWithin(Line line, LocalDate from, LocalDate until) {
        return !line.of().day().isBefore(from) && line.of().day().isBefore(until);
    }

    private static LocalDate day(long epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void answer(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }
}
