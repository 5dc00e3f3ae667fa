package io.spidergate.router.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.routing.NewProvider;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProviderCheckTest {

    @Test
    void acceptsALocalServerAndDropsTheSlash() {
        assertThat(ProviderCheck.check("local", wanted("http://127.0.0.1:11434/v1/", "qwen3")))
                .isEqualTo(
                        new ProviderCheck.Accepted(
                                new ApiProvider(
                                        "local",
                                        URI.create("http://127.0.0.1:11434/v1"),
                                        false,
                                        true,
                                        "default",
                                        List.of("qwen3"))));
    }

    @Test
    void namesFieldValueAndLimitOfABadName() {
        assertThat(problem("Lo cal", wanted("http://h/v1", "m")))
                .isEqualTo(
                        new Problem(
                                "invalid_provider",
                                "id 'Lo cal' must match [a-z0-9][a-z0-9-]{0,40}",
                                "id"));
    }

    @Test
    void refusesAnAddressThatIsNotHttp() {
        for (String url : List.of("ftp://h/v1", "h:80", "/v1", "file:///etc/passwd")) {
            assertThat(problem("p", wanted(url, "m")).message())
                    .isEqualTo("baseUrl '%s' must be http://host… or https://host…".formatted(url));
        }
        assertThat(problem("p", wanted("http://h/v1?x=1", "m")).message())
                .endsWith("must have neither query nor fragment");
    }

    @Test
    void neverRepeatsAPasswordOfAnAddress() {
        assertThat(problem("p", wanted("http://me:hunter2@h/v1", "m")).message())
                .doesNotContain("hunter2");
    }

    @Test
    void wantsOneToFiveHundredDifferentModels() {
        String[] many = IntStream.rangeClosed(0, 500).mapToObj(i -> "m" + i).toArray(String[]::new);

        assertThat(problem("p", wanted("http://h/v1")).message())
                .isEqualTo("models '0 names' must have 1 to 500");
        assertThat(problem("p", wanted("http://h/v1", many)).message())
                .isEqualTo("models '501 names' must have 1 to 500");
        assertThat(problem("p", wanted("http://h/v1", "m", "m")).message())
                .isEqualTo("models 'm' must not be there twice");
        assertThat(problem("p", wanted("http://h/v1", "a b")).field()).isEqualTo("models");
    }

    @Test
    void wantsAnAccountThatCanStandInAnId() {
        NewProvider wanted =
                new NewProvider(
                        URI.create("http://h/v1"), true, false, "a:b", Collections.nCopies(1, "m"));
        assertThat(problem("p", wanted).field()).isEqualTo("account");
    }

    private static Problem problem(String id, NewProvider wanted) {
        return ((ProviderCheck.Refused) ProviderCheck.check(id, wanted)).problem();
    }

    private static NewProvider wanted(String url, String... models) {
        return new NewProvider(URI.create(url), false, true, "default", List.of(models));
    }
}
