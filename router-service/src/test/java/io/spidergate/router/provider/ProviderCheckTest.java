package io.spidergate.router.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.OperatorFiles;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderCheckTest {

    private static final Catalogue CATALOGUE = Catalogue.load(null, Set.of(), OperatorFiles.NONE);

    @Test
    void acceptsALocalServerAndDropsTheSlash() {
        assertThat(
                        ProviderCheck.check(
                                "local", wanted("http://127.0.0.1:11434/v1/", "qwen3"), CATALOGUE))
                .isEqualTo(
                        new ProviderCheck.Accepted(
                                new ApiProvider(
                                        "local",
                                        URI.create("http://127.0.0.1:11434/v1"),
                                        false,
                                        true,
                                        "default",
                                        List.of("qwen3"),
                                        null,
                                        Map.of())));
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
                        URI.create("http://h/v1"),
                        true,
                        false,
                        "a:b",
                        Collections.nCopies(1, "m"),
                        null,
                        Map.of());
        assertThat(problem("p", wanted).field()).isEqualTo("account");
    }

    @Test
    void whatItIsLikeMustBeInTheCatalogue() {
        assertThat(problem("p", like("azur", Map.of())).message())
                .startsWith("like 'azur' must be one of [azure, ");
        assertThat(problem("p", like(null, Map.of("m", "gpt-6-sol"))).field()).isEqualTo("like");
        assertThat(problem("p", like("azure", Map.of("x", "gpt-6-sol"))).message())
                .isEqualTo("modelsLike 'x' must be in models");
        assertThat(problem("p", like("azure", Map.of("m", "gpt-1"))).message())
                .isEqualTo("modelsLike 'gpt-1' must be a model of azure in the catalogue");
        assertThat(ProviderCheck.check("p", like("azure", Map.of("m", "gpt-6-sol")), CATALOGUE))
                .isInstanceOf(ProviderCheck.Accepted.class);
    }

    private static NewProvider like(@Nullable String like, Map<String, String> models) {
        return new NewProvider(
                URI.create("https://r.openai.azure.com/openai/v1"),
                true,
                false,
                "default",
                List.of("m"),
                like,
                models);
    }

    private static Problem problem(String id, NewProvider wanted) {
        return ((ProviderCheck.Refused) ProviderCheck.check(id, wanted, CATALOGUE)).problem();
    }

    private static NewProvider wanted(String url, String... models) {
        return new NewProvider(
                URI.create(url), false, true, "default", List.of(models), null, Map.of());
    }
}
