package io.spidergate.bench.budgets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.bench.LocalSuite;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.identity.IdentityKeys;
import io.spidergate.identity.ServiceTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// What billing-service says of a token: as the operator reads it, and as a gateway that asks for
/// an allowance hears it.
final class Billing {

    private static final String API = "/internal/billing/v1";
    private static final String GATEWAY = "gw_bench";
    private static final long MUCH = 1_000_000_000_000_000L;

    /// A stopped service answers when it goes on.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI base;
    private final ServiceTokens operator;
    private final ServiceTokens gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Billing(LocalSuite suite) {
        base = suite.address("billing");
        Path keys = suite.data().resolve("identity");
        operator = tokens(keys, ServiceName.OPERATOR);
        gateway = tokens(keys, ServiceName.GATEWAY);
    }

    private static ServiceTokens tokens(Path keys, String name) {
        return new ServiceTokens(name, IdentityKeys.privateKeyFile(keys, name), Clock.systemUTC());
    }

    /// Sum of the entries that the token, or the budget, counts in this month.
    long ledger(String subject) {
        return subject.startsWith("bud_")
                ? get("/budgets/" + subject).path("spentNanoUsd").asLong()
                : get("/agent-tokens/" + subject + "/spend").path("totalNanoUsd").asLong();
    }

    /// A budget of the month for a whole workspace.
    String newBudget(String workspace, String name, long limitNanoUsd) {
        return call(
                        operator,
                        "POST",
                        "/budgets",
                        """
                        {"workspace":"%s","name":"%s","period":"MONTH","limitNanoUsd":%d}
                        """
                                .formatted(workspace, name, limitNanoUsd))
                .path("id")
                .asText();
    }

    /// Events, entries and balances held against each other, by billing itself.
    JsonNode audit() {
        return get("/ledger/audit");
    }

    /// What the owner could grant in this moment: the smallest ask tells it, and goes back.
    long available(String subject) {
        JsonNode answer =
                allowances(
                        """
                        {"gatewayId":"%s","asks":[{"subject":"%s","counter":"BUDGET","atLeast":1,"wanted":1}],"returns":[]}
                        """
                                .formatted(GATEWAY, subject));
        JsonNode denial = answer.path("denials").path(0);
        if (!denial.isMissingNode()) {
            return denial.path("limit").asLong() - denial.path("used").asLong();
        }
        JsonNode grant = answer.path("grants").path(0);
        allowances(
                """
                {"gatewayId":"%s","asks":[],"returns":[{"grantId":"%s","unused":%d}]}
                """
                        .formatted(
                                GATEWAY,
                                grant.path("grantId").asText(),
                                grant.path("amount").asLong()));
        return grant.path("remaining").asLong() + grant.path("amount").asLong();
    }

    /// A new token with more budget than anybody spends, and a grant of it.
    EventStream.Spender newSpender(String name) {
        String tokenRef =
                call(
                                operator,
                                "POST",
                                "/agent-tokens",
                                """
                                {"workspace":"ws_default","name":"%s","allowedModels":[],"spending":"paid_ok",
                                 "limits":{"budgetNanoUsd":%d,"budgetSoft":false}}
                                """
                                        .formatted(name, MUCH))
                        .path("agent")
                        .path("tokenRef")
                        .asText();
        JsonNode answer =
                allowances(
                        """
                        {"gatewayId":"%s","asks":[{"subject":"%s","counter":"BUDGET","atLeast":1,"wanted":%d}],"returns":[]}
                        """
                                .formatted(GATEWAY, tokenRef, MUCH / 10));
        return new EventStream.Spender(
                tokenRef, answer.path("grants").path(0).path("grantId").asText());
    }

    private JsonNode allowances(String request) {
        return call(gateway, "POST", "/allowances", request);
    }

    /// Whether a gateway's request is answered: not while the database is away.
    boolean isAnswered(String request) {
        return send(gateway, "POST", "/allowances", request).statusCode() == 200;
    }

    JsonNode get(String path) {
        return call(operator, "GET", path, "");
    }

    private JsonNode call(ServiceTokens caller, String method, String path, String body) {
        HttpResponse<String> answer = send(caller, method, path, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + path, e);
        }
    }

    private HttpResponse<String> send(
            ServiceTokens caller, String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(API + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + caller.tokenFor(ServiceName.BILLING))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
