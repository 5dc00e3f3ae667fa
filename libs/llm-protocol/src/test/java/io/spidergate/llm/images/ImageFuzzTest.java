package io.spidergate.llm.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.spidergate.llm.json.CheckedBody;

final class ImageFuzzTest {

    /// Whatever a caller sends is either refused with a reason or can be sent on, and what is sent
    /// on would be accepted again.
    @FuzzTest
    void anyRequestIsRefusedWithAReasonOrCanBeSentOn(byte[] json) {
        switch (ImageRequest.parse(json)) {
            case CheckedBody.Invalid<ImageRequest>(var reason) ->
                    assertThat(reason.message()).isNotBlank();
            case CheckedBody.Valid<ImageRequest>(ImageRequest request) -> {
                assertThat(request.count()).isBetween(1, 10);
                assertThat(ImageRequest.parse(request.bodyFor("up")))
                        .isInstanceOf(CheckedBody.Valid.class);
            }
        }
    }

    /// Whatever a provider sends becomes images, a failure or a reason.
    @FuzzTest
    void anyAnswerIsReadWithoutAnException(byte[] json) {
        assertThat(ImageAnswer.read(json, 1, "served")).isNotNull();
    }
}
