package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderView;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstStepsTest {

    @Test
    void newKeysAreRoutedWhenEachProviderThatGotOneShowsIt() {
        List<ProviderView> half = List.of(provider("groq", 1), provider("mistral", 0));

        assertThat(FirstSteps.routed(List.of("groq"), half)).isTrue();
        assertThat(FirstSteps.routed(List.of("groq", "mistral"), half)).isFalse();
    }

    private static ProviderView provider(String id, int credentials) {
        return new ProviderView(
                id,
                id,
                URI.create("https://" + id + ".example/v1"),
                Dialect.OPENAI,
                AuthScheme.BEARER,
                "catalogue",
                false,
                true,
                credentials > 0,
                credentials,
                List.of(),
                false,
                null,
                List.of(),
                null);
    }
}
