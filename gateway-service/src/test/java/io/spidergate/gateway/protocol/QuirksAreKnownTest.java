package io.spidergate.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.Quirk;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever a provider's entry can say, a request is bent to.
final class QuirksAreKnownTest {

    @Test
    void theDialectKnowsThemAllAndNoOther() {
        assertThat(ofTheDialect())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Quirk.values()).map(Quirk::code).toList());
    }

    private static List<String> ofTheDialect() {
        return Arrays.stream(io.spidergate.llm.chat.Quirk.class.getFields())
                .map(QuirksAreKnownTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
