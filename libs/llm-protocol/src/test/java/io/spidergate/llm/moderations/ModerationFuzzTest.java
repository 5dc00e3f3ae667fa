package io.spidergate.llm.moderations;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.json.CheckedBody;

final class ModerationFuzzTest {

    /// Whatever a caller sends is either refused with a reason or can be sent on, and what is sent
    /// on would be accepted again.
    @FuzzTest
    void anyRequestIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        switch (ModerationRequest.parse(json)) {
            case CheckedBody.Invalid<ModerationRequest>(var reason) ->
                    assertThat(reason.message()).isNotBlank();
            case CheckedBody.Valid<ModerationRequest>(ModerationRequest request) -> {
                assertThat(request.input().verdicts()).isPositive();
                assertThat(ModerationRequest.parse(request.bodyFor("up")))
                        .isInstanceOf(CheckedBody.Valid.class);
            }
        }
    }

    /// Whatever a provider sends becomes verdicts, a failure or a reason.
    @FuzzTest
    void anyAnswerIsReadWithoutAnException(byte[] json) {
        assertThat(ModerationAnswer.read(json, 1, "served")).isNotNull();
    }
}
