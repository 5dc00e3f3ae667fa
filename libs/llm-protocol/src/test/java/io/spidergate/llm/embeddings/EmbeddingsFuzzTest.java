package io.spidergate.llm.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.json.CheckedBody;

final class EmbeddingsFuzzTest {

    /// Whatever a caller sends is either refused with a reason or can be sent on, and what is sent
    /// on would be accepted again.
    @FuzzTest
    void anyRequestIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        switch (EmbeddingsRequest.parse(json)) {
            case CheckedBody.Invalid<EmbeddingsRequest>(var reason) ->
                    assertThat(reason.message()).isNotBlank();
            case CheckedBody.Valid<EmbeddingsRequest>(EmbeddingsRequest request) -> {
                assertThat(request.inputs()).isPositive();
                assertThat(EmbeddingsRequest.parse(request.bodyFor("up")))
                        .isInstanceOf(CheckedBody.Valid.class);
            }
        }
    }

    /// Whatever a provider sends becomes vectors, a failure or a reason.
    @FuzzTest
    void anyAnswerIsReadWithoutAnException(byte[] json) {
        assertThat(
                        EmbeddingsAnswer.read(
                                json, EmbeddingsRequestTest.valid("\"input\": \"a\""), "served"))
                .isNotNull();
    }
}
