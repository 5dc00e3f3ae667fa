package io.spidergate.vault.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.vault.ProbeResult.Verdict;
import io.spidergate.vault.remote.ProviderCall.Failure;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTableTest {

    private final AnswerReader reader = new AnswerReader(new ObjectMapper());

    /// Signals of providers.md §1.4.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|{\"data\":[]}|WORKS",
                "200|[{\"id\":\"m\"}]|WORKS",
                "200|{\"error\":{\"message\":\"no\"}}|UNEXPECTED",
                "200|not json|UNEXPECTED",
                "204||UNEXPECTED",
                "401|{}|BAD_KEY",
                "403|{}|BAD_KEY",
                "400|{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass one.\"}}|BAD_KEY",
                "400|{\"error\":{\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}|BAD_KEY",
                "400|{\"error\":{\"message\":\"other\"}}|UNEXPECTED",
                "402|{}|NO_MONEY",
                "402|{\"error\":{\"metadata\":{\"limit_source\":\"openrouter_in_flight_budget\"}}}|NO_QUOTA",
                "403|{\"code\":\"AllocationQuota.FreeTierOnly\"}|NO_QUOTA",
                "403|{\"message\":\"Model not available in your subscription tier\"}|NO_QUOTA",
                "403|{\"error\":{\"message\":\"You have run out of funds\"}}|NO_MONEY",
                "400|{\"code\":\"Arrearage\"}|NO_MONEY",
                "429|{\"error\":{\"type\":\"insufficient_quota\"}}|NO_MONEY",
                "429|{\"error\":{\"code\":\"project_spend_limit_exceeded\"}}|NO_MONEY",
                "429|{\"error\":{\"type\":\"exceeded_current_quota_error\"}}|NO_MONEY",
                "429|{\"error\":{\"code\":1113}}|NO_MONEY",
                "429|{\"error\":{\"code\":\"rate_limit_exceeded\"}}|NO_QUOTA",
                "429||NO_QUOTA",
                "451||WRONG_REGION",
                "400|{\"error\":{\"status\":\"FAILED_PRECONDITION\",\"message\":\"User location is not supported for the API use.\"}}|WRONG_REGION",
                "404||UNEXPECTED",
                "302||UNEXPECTED",
                "500||UNREACHABLE",
                "503||UNREACHABLE",
                "529||UNREACHABLE"
            })
    void saysWhatAnAnswerMeans(int status, String body, Verdict verdict) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);

        assertThat(VerdictTable.of(reader.read(status, bytes, List.of(), "")).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void withoutAnAnswerTheProviderIsOutOfReach(Failure failure) {
        Verdict expected = failure == Failure.TOO_LARGE ? Verdict.UNEXPECTED : Verdict.UNREACHABLE;

        assertThat(VerdictTable.of(new Observation.Failed(failure)).verdict()).isEqualTo(expected);
    }

    @Test
    void anyBytesAreReadAndNoneOfThemIsRepeated() {
        qt().forAll(
                        integers().between(200, 599),
                        strings().basicLatinAlphabet().ofLengthBetween(20, 200))
                .check((status, body) -> {
                    Observation.Answered answered =
                            reader.read(
                                    status, body.getBytes(StandardCharsets.UTF_8), List.of(), "");
                    VerdictTable.Meaning meaning = VerdictTable.of(answered);
                    return !meaning.message().contains(body)
                            && EnumSet.allOf(Verdict.class).contains(meaning.verdict());
                });
    }

    @Test
    void atMostFiveThousandModelsAreListed() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 7_000; i++) {
            many.append("{\"id\":\"m").append(i).append("\"},");
        }
        many.append("{\"id\":7},{},null]");

        assertThat(
                        reader.read(
                                        200,
                                        many.toString().getBytes(StandardCharsets.UTF_8),
                                        List.of(),
                                        "")
                                .models())
                .hasSize(5_000);
    }
}
