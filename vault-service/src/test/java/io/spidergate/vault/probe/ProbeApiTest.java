package io.spidergate.vault.probe;

import static io.spidergate.vault.VaultCalls.BASE;
import static io.spidergate.vault.VaultCalls.added;
import static io.spidergate.vault.VaultCalls.as;
import static io.spidergate.vault.VaultCalls.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spidergate.contracts.identity.ServiceName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProbeApiTest {

    @Test
    void aGoodKeyWorksAndListsNamesThatLookLikeNamesAndHideTheKey() {
        String id = added("works--listing", "sk-works-12345678901234567890");

        JsonPath result = probe(id).then().statusCode(200).extract().jsonPath();

        assertThat(result.getList("limits")).hasSize(1);
        assertThat(result.getLong("limits[0].limit")).isEqualTo(14_400);
        assertThat(result.getLong("limits[0].remaining")).isEqualTo(14_399);
        assertThat(result.getString("verdict")).isEqualTo("WORKS");
        assertThat(result.<String>getList("models"))
                .containsExactly("llama-3.3-70b", "org/qwen3:free");
        JsonPath line = as(ServiceName.OPERATOR).get(BASE + "/audit?limit=1").jsonPath();
        assertThat(line.getString("[0].action")).isEqualTo("probed");
        assertThat(line.getString("[0].credential")).isEqualTo(id);
        assertThat(line.getString("[0].detail")).isEqualTo("provider works--listing: WORKS");
    }

    @ParameterizedTest
    @CsvSource({
        "works, WORKS",
        "anthropic, WORKS",
        "echoes-key, BAD_KEY",
        "gemini, BAD_KEY",
        "poor, NO_MONEY",
        "broke, NO_MONEY",
        "busy, NO_QUOTA",
        "abroad, WRONG_REGION",
        "redirects, UNEXPECTED",
        "huge, UNEXPECTED",
        "html, UNEXPECTED",
        "down, UNREACHABLE",
        "closed-port, UNREACHABLE",
        "stalls, UNREACHABLE",
        "elsewhere, UNEXPECTED"
    })
    void theAnswerTellsWhatIsWrong(String behaviour, String verdict) {
        String secret = "sk-tells-" + behaviour + "-1234567890";
        String id = added(behaviour + "--verdicts", secret);

        Response answer = probe(id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("verdict")).as(answer.asString()).isEqualTo(verdict);
        assertThat(answer.asString()).doesNotContain(secret);
    }

    @Test
    void aProviderOfGooglesProtocolIsAskedWithItsHeaderAndReadInItsForm() {
        JsonPath result = probe(added("google--own", "AIza-1234567890")).jsonPath();

        assertThat(result.getString("verdict")).isEqualTo("WORKS");
        assertThat(result.<String>getList("models")).containsExactly("gemini-pro");
    }

    @ParameterizedTest
    @CsvSource({
        "sk-good-1234567890, WORKS",
        "sk-poor-1234567890, NO_MONEY",
        "sk-bad-1234567890, BAD_KEY"
    })
    void aListThatAnybodyGetsProvesNoKey(String secret, String verdict) {
        assertThat(test("public--list", secret).jsonPath().getString("verdict")).isEqualTo(verdict);
    }

    @Test
    void aKeyIsTestedWithoutBeingKept() {
        Response answer = test("works--unsaved", "sk-unsaved-1234567890");

        assertThat(answer.jsonPath().getString("verdict")).isEqualTo("WORKS");
        assertThat(answer.jsonPath().getList("models")).isNotEmpty();
        assertThat(as(ServiceName.OPERATOR).get(BASE + "/credentials").asString())
                .doesNotContain("works--unsaved");
        assertThat(test("works--unsaved", "").jsonPath().getString("field")).isEqualTo("secret");
        assertThat(test("nobody", "sk-unsaved-1234567890").statusCode()).isEqualTo(404);
        assertThat(
                        as(ServiceName.GATEWAY)
                                .body(Map.of("provider", "works", "secret", "sk-1234567890"))
                                .post(BASE + "/credentials/test")
                                .statusCode())
                .isEqualTo(403);
    }

    private static Response test(String provider, String secret) {
        return as(ServiceName.OPERATOR)
                .body(Map.of("provider", provider, "secret", secret))
                .post(BASE + "/credentials/test");
    }

    @Test
    void aProviderWithoutCredentialIsProbedWithout() {
        Response answer = as(ServiceName.OPERATOR).post(BASE + "/providers/works--bare/probe");

        assertThat(answer.jsonPath().getString("verdict")).isEqualTo("WORKS");
        assertThat(answer.jsonPath().<String>getList("models")).contains("key-none");
    }

    @Test
    void whatCannotBeProbedIsSaidPlainly() {
        assertThat(as(ServiceName.OPERATOR).post(BASE + "/providers/nobody/probe").statusCode())
                .isEqualTo(404);
        Response routerAway = as(ServiceName.OPERATOR).post(BASE + "/providers/lost/probe");
        assertThat(routerAway.statusCode()).isEqualTo(503);
        assertThat(routerAway.jsonPath().getString("code")).isEqualTo("router_unavailable");
        assertThat(probe("cred_none").statusCode()).isEqualTo(404);
    }
}
