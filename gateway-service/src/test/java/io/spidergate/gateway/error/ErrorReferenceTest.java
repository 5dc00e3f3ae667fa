package io.spidergate.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {

    private static final Path PAGE =
            Path.of(System.getProperty("spidergate.root", ".."), "docs", "reference", "errors.md");

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        if (Boolean.getBoolean("spidergate.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE)
                .as("run the test with -Dspidergate.docs.write=true to write the page anew")
                .hasContent(page());
    }

    private static String page() {
        String rows =
                Arrays.stream(ErrorCode.values())
                        .sorted(Comparator.comparingInt(ErrorCode::status))
                        .map(ErrorReferenceTest::row)
                        .collect(Collectors.joining("\n"));
        return INTRODUCTION + rows + "\n";
    }

    private static String row(ErrorCode code) {
        return "| %d | `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        code.status(),
                        code.wireName(),
                        code.type().wireName(),
                        code.when(),
                        code.fault().name().toLowerCase(java.util.Locale.ROOT),
                        code.retry() == ErrorCode.Retry.LATER ? "yes" : "no");
    }

    private static final String INTRODUCTION =
            """
            # Errors

            <!-- generated from the catalogue of error codes; a test fails when this page is stale -->

            Every error has the shape that OpenAI clients know, with all four keys:

            ```json
            {"error": {"message": "…", "type": "invalid_request_error", "param": "temperature", "code": "invalid_value"}}
            ```

            Branch on `code`. `param` names the field that is wrong, or is `null`. Where there is more to say, `spidergate_error` stands
            beside `error`: the candidates that were passed over, or the attempts that were made. Every answer carries its request id as
            `x-request-id` and `request-id`; 401 carries `WWW-Authenticate: Bearer`; `x-should-retry` says whether the same request may
            succeed later, and `Retry-After`, in seconds, says when. A stream that breaks after its first content ends with a frame
            `data: {"error": …}`, without `[DONE]`, and the connection is closed inside the body, so that no client can take it for
            complete.

            | HTTP | code | type | when | fault | retry |
            |---|---|---|---|---|---|
            """;
}
