package io.spidergate.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

final class UpstreamErrorFuzzTest {

    @FuzzTest
    void anyBodyIsReadOrLeftAloneAndItsMessageIsBounded(byte[] body) {
        UpstreamError.read(body)
                .ifPresent(error -> assertThat(error.message()).hasSizeLessThanOrEqualTo(2_000));
    }
}
