package io.spidergate.billing.reconciliation;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static io.spidergate.billing.reconciliation.AttemptedEvents.attempt;
import static io.spidergate.billing.reconciliation.AttemptedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.billing.PlayedVault;
import io.spidergate.billing.ledger.DeliveredEvents;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@BillingFixtures.Running
class ReconciliationTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate DAY = TODAY.minusDays(3);

    @Inject DeliveredEvents events;

    @AfterEach
    void theVaultGoes() {
        PlayedVault.isAway();
    }

    @Test
    void eachDayOfTheLedgerIsHeldAgainstTheProvidersAndDifferencesAreToldOnce() throws Exception {
        spend("rec-one", "default", DAY, 2_000_000_000L);
        spend("rec-one", "default", DAY.minusDays(1), 1_000_000_000L);
        spend("rec-one", "default", TODAY, 500);
        spend("rec-one", "other", DAY, 7_000_000);
        PlayedVault.holds("[%s]".formatted(credential("cred_rec_one", "rec-one", "ws_default")));
        PlayedVault.tells(
                "cred_rec_one",
                200,
                usage(
                        "rec-one",
                        line(DAY, "model-of-rec-one, input", 1_500_000_000L),
                        line(DAY, "model-of-rec-one, output", 900_000_000L),
                        line(DAY.minusDays(1), "model-of-rec-one, input", 1_000_000_000L)));

        read();
        JsonPath shown = read();

        assertThat(shown.getList("accounts.provider")).containsExactly("rec-one");
        assertThat(shown.getList("accounts[0].days.state"))
                .containsExactly("in_progress", "differs", "matches");
        assertThat(shown.getString("accounts[0].days[1].day")).isEqualTo(DAY.toString());
        assertThat(shown.getLong("accounts[0].days[1].ledger.nanoUsd")).isEqualTo(2_000_000_000L);
        assertThat(shown.getLong("accounts[0].days[1].ledger.attempts")).isEqualTo(1);
        assertThat(shown.getLong("accounts[0].days[1].reported.nanoUsd")).isEqualTo(2_400_000_000L);
        assertThat(shown.getLong("accounts[0].days[1].differenceNanoUsd")).isEqualTo(400_000_000L);
        assertThat(shown.getDouble("accounts[0].days[1].differencePercent")).isEqualTo(16.67);
        assertThat(shown.getList("accounts[0].days[1].items.item"))
                .containsExactly("model-of-rec-one, input", "model-of-rec-one, output");
        assertThat(shown.getList("unread.findAll { it.provider == 'rec-one' }.account"))
                .containsExactly("other");
        assertThat(noticesOf("rec-one"))
                .singleElement()
                .satisfies(data ->
                        assertThat(data)
                                .containsEntry("day", DAY.toString())
                                .containsEntry("ledger_usd", 2.0f)
                                .containsEntry("reported_usd", 2.4f)
                                .containsEntry("difference_usd", 0.4f));
    }

    @Test
    void whatAProviderTellsLaterReplacesWhatItToldBefore() {
        PlayedVault.holds("[%s]".formatted(credential("cred_rec_two", "rec-two", "ws_default")));
        PlayedVault.tells("cred_rec_two", 200, usage("rec-two", line(DAY, "one", 5)));
        read();
        PlayedVault.tells(
                "cred_rec_two", 200, usage("rec-two", line(DAY, "two", 3), line(DAY, "two", 4)));

        JsonPath shown = read();

        assertThat(shown.getLong("accounts[0].days[0].reported.nanoUsd")).isEqualTo(7);
        assertThat(shown.getList("accounts[0].days[0].items.item")).containsExactly("two");
    }

    @Test
    void aWorkspacesOwnAccountIsItsOwn() throws Exception {
        spend("rec-own", "ws_acme/default", DAY, 11);
        spend("rec-own", "default", DAY, 13);
        PlayedVault.holds("[%s]".formatted(credential("cred_rec_own", "rec-own", "ws_acme")));
        PlayedVault.tells("cred_rec_own", 200, usage("rec-own", line(DAY, "all", 11)));

        JsonPath shown = read();

        assertThat(shown.getString("accounts[0].account")).isEqualTo("ws_acme/default");
        assertThat(shown.getLong("accounts[0].days[0].differenceNanoUsd")).isZero();
    }

    @Test
    void whyAnAccountWasNotReadIsShownAndWhatWasReadStays() {
        PlayedVault.holds("[%s]".formatted(credential("cred_rec_no", "rec-no", "ws_default")));
        PlayedVault.tells("cred_rec_no", 200, usage("rec-no", line(DAY, "all", 5)));
        read();
        PlayedVault.tells(
                "cred_rec_no",
                409,
                "{\"code\":\"usage_not_read\",\"message\":\"It wants an admin key.\"}");

        JsonPath shown = read();

        assertThat(shown.getString("accounts[0].failure")).isEqualTo("It wants an admin key.");
        assertThat(shown.getLong("accounts[0].days[0].reported.nanoUsd")).isEqualTo(5);
    }

    @Test
    void withoutTheVaultNobodyIsAskedAndThatIsSaid() {
        as(ServiceName.OPERATOR).post(BASE + "/reconciliation/read").then().statusCode(503);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "until=2026-13-01, until",
        "from=2026-11-20&until=2026-11-20, until",
        "from=2025-01-01&until=2026-11-20, until",
        "from=1999-01-01, from"
    })
    void whatIsNoRangeIsRefusedByItsField(String query, String field) {
        String named =
                as(ServiceName.OPERATOR)
                        .get(BASE + "/reconciliation?" + query)
                        .then()
                        .statusCode(400)
                        .extract()
                        .path("field");

        assertThat(named).isEqualTo(field);
    }

    private void spend(String provider, String account, LocalDate day, long nanoUsd)
            throws Exception {
        String token = tokenWith(Map.of());
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(1, ChronoUnit.SECONDS);
        events.deliver(
                List.of(
                        event(
                                token,
                                at,
                                nanoUsd,
                                List.of(
                                        attempt(
                                                provider,
                                                account,
                                                nanoUsd,
                                                Evidence.MEASURED,
                                                5)))));
        await().until(() -> events.entriesOf(token) == 1);
    }

    private static JsonPath read() {
        return as(ServiceName.OPERATOR)
                .post(BASE + "/reconciliation/read")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> noticesOf(String provider) {
        return as(ServiceName.OPERATOR)
                .get(BASE + "/notices?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("findAll { it.data.provider == '%s' }.data".formatted(provider));
    }

    private static String credential(String id, String provider, String workspace) {
        return """
        {"id":"%s","workspace":"%s","provider":"%s","account":"default","label":"l","preview":"p","enabled":true,
         "settings":{"shared":false,"priority":10,"models":[],"embeddings":true},
         "createdAt":"2026-11-01T00:00:00Z","purpose":"usage"}
        """
                .formatted(id, workspace, provider);
    }

    private static String usage(String provider, String... lines) {
        return "{\"provider\":\"%s\",\"account\":\"default\",\"until\":\"%s\",\"lines\":[%s]}"
                .formatted(provider, TODAY.plusDays(1), String.join(",", lines));
    }

    private static String line(LocalDate day, String item, long nanoUsd) {
        return "{\"day\":\"%s\",\"item\":\"%s\",\"nanoUsd\":%d}".formatted(day, item, nanoUsd);
    }
}
