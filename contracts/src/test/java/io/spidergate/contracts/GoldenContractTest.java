package io.spidergate.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.gateway.RequestEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both sides of each wire agree on the golden JSON: what is read and written again is the same
/// document.
class GoldenContractTest {

    private final ObjectMapper json =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    @ParameterizedTest
    @CsvSource({
        "request-event-completed, io.spidergate.contracts.gateway.RequestEvent",
        "request-event-refused, io.spidergate.contracts.gateway.RequestEvent",
        "admin-login, io.spidergate.contracts.dashboard.AdminLogin",
        "agent-token, io.spidergate.contracts.billing.AgentToken",
        "allowance-request, io.spidergate.contracts.billing.AllowanceRequest",
        "allowance-response, io.spidergate.contracts.billing.AllowanceResponse",
        "budget-view, io.spidergate.contracts.billing.BudgetView",
        "new-budget, io.spidergate.contracts.billing.NewBudget",
        "ledger-entry, io.spidergate.contracts.billing.LedgerEntryView",
        "credential-notice, io.spidergate.contracts.vault.CredentialNotice",
        "ledger-audit, io.spidergate.contracts.billing.LedgerAudit",
        "ledger-correction, io.spidergate.contracts.billing.LedgerCorrection",
        "new-correction, io.spidergate.contracts.billing.NewCorrection",
        "notice, io.spidergate.contracts.billing.Notice",
        "notice-delivery, io.spidergate.contracts.billing.NoticeDelivery",
        "issued-webhook, io.spidergate.contracts.billing.IssuedWebhook",
        "lease-request, io.spidergate.contracts.vault.LeaseRequest",
        "lease-response, io.spidergate.contracts.vault.LeaseResponse",
        "quota-request, io.spidergate.contracts.routing.QuotaRequest",
        "quota-answer, io.spidergate.contracts.routing.QuotaAnswer",
        "routing-health, io.spidergate.contracts.routing.RoutingHealth",
        "routing-snapshot, io.spidergate.contracts.routing.RoutingSnapshot",
    })
    void readsAndWritesTheGoldenDocument(String name, Class<?> type) throws IOException {
        Object read = json.treeToValue(golden(name), type);

        // Through text, so that the width of a number does not count.
        assertThat((Object) json.readTree(json.writeValueAsString(read))).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @CsvSource({
        "request-event-completed, io.spidergate.contracts.gateway.RequestEvent",
        "agent-token, io.spidergate.contracts.billing.AgentToken",
    })
    void ignoresFieldsThatANewerWriterAdds(String name, Class<?> type) throws IOException {
        ObjectNode newer = golden(name).put("addedLater", "x");

        assertThat((Object) json.treeToValue(newer, type))
                .isEqualTo(json.treeToValue(golden(name), type));
    }

    @Test
    void readsATokenThatAnOlderWriterWrote() throws IOException {
        ObjectNode older = golden("agent-token");
        older.remove(List.of("life", "capture", "tags", "identity", "budgets"));

        AgentToken read = json.treeToValue(older, AgentToken.class);
        assertThat(read.life()).isEqualTo(TokenLife.UNTIL_REVOKED);
        assertThat(read.capture()).isEqualTo(CapturePolicy.GATEWAY);
        assertThat(read.tags()).isEmpty();
        assertThat(read.identity()).isNull();
        assertThat(read.budgets()).isEmpty();
    }

    @Test
    void readsAnEventThatAnOlderWriterWrote() throws IOException {
        ObjectNode older = golden("request-event-completed");
        older.remove(List.of("tags", "budgetGrants"));
        older.put("budgetGrant", "gr_01jd3v9k00");

        RequestEvent read = json.treeToValue(older, RequestEvent.class);
        assertThat(read.tags()).isEmpty();
        assertThat(read.budgetGrants()).containsExactly("gr_01jd3v9k00");
    }

    private ObjectNode golden(String name) throws IOException {
        try (InputStream stream = getClass().getResourceAsStream("/golden/" + name + ".json")) {
            return (ObjectNode) json.readTree(stream);
        }
    }
}
