package io.spidergate.gateway.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class CatalogTest {

    @Inject MemoryPorts.Tables tables;

    @BeforeEach
    void landscape() {
        URI nowhere = URI.create("http://127.0.0.1:1/v1");
        tables.set(
                new Landscape()
                        .provider("groq", nowhere)
                        .provider("openai", nowhere)
                        .deployment("groq", "org/llama", TokenPrice.FREE)
                        .deployment("openai", "gpt", Landscape.ONE_AND_TWO)
                        .deployment("openai", "keyless", Landscape.ONE_AND_TWO, List.of())
                        .alias("task/chat", "groq/org/llama", "openai/gpt")
                        .table());
    }

    @Test
    void listsModelsAsOpenAiDoesWithoutAToken() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("data", hasSize(3))
                .body("data[0].object", equalTo("model"))
                .body("data[0].spidergate_info.in_task_aliases", contains("task/chat"))
                .body("data[0].spidergate_info.free_tier", equalTo(true))
                .body("data[1].spidergate_info.pricing.output_usd_per_million", equalTo(2))
                .body("data[2].spidergate_info.is_configured", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({
        "provider=openai, openai/gpt",
        "free_only=true, groq/org/llama",
        "configured_only=true&sort_by=cost, groq/org/llama",
        "search=GPT, openai/gpt",
        "sort_by=name&limit=1, groq/org/llama",
        "sort_by=name&limit=1&offset=1, openai/gpt",
    })
    void selectsAndSorts(String query, String first) {
        given().get("/api/gate/v1/models?" + query)
                .then()
                .statusCode(200)
                .body("data[0].id", equalTo(first));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=2001, limit",
        "offset=-1, offset",
        "limit=x, limit",
        "sort_by=age, sort_by",
        "free_only=maybe, free_only"
    })
    void refusesAWrongParameterByName(String query, String param) {
        given().get("/v1/models?" + query)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_value"))
                .body("error.param", equalTo(param));
    }

    @Test
    void findsAModelWhoseIdHasSlashes() {
        given().get("/v1/models/groq/org/llama")
                .then()
                .statusCode(200)
                .body("id", equalTo("groq/org/llama"));
        given().urlEncodingEnabled(false)
                .get("/v1/models/groq%2Forg%2Fllama")
                .then()
                .statusCode(200)
                .body("id", equalTo("groq/org/llama"));
        given().get("/v1/models/groq/none")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/responses/resp_1",
                "/v1/responses/resp_1/input_items",
                "/api/gate/v1/chat/completions/chatcmpl-1",
                "/v1/conversations/conv_1"
            })
    void saysThatNothingIsStored(String path) {
        given().get(path).then().statusCode(404).body("error.code", equalTo("nothing_stored"));
    }

    @Test
    void tellsAliasesProvidersAndThatItLives() {
        given().get("/v1/aliases")
                .then()
                .statusCode(200)
                .body("data[0].id", equalTo("task/chat"))
                .body("data[0].models", contains("groq/org/llama", "openai/gpt"));
        given().get("/v1/providers")
                .then()
                .statusCode(200)
                .body("data.id", hasItem("groq"))
                .body("data[1].models", equalTo(2));
        given().get("/api/gate/v1/health").then().statusCode(200).body("status", equalTo("ok"));
    }
}
