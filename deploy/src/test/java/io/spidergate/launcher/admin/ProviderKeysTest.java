package io.spidergate.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.launcher.suite.Folders;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderKeysTest {

    @TempDir Path data;

    @Test
    void eachKeyBelongsToItsProvider() {
        assertThat(
                        ProviderKeys.of(
                                Map.of(
                                        "GROQ_API_KEY", " gsk_1 ",
                                        "GOOGLE_API_KEY", "g1",
                                        "OPENAI_API_KEY", "",
                                        "HOME", "/root")))
                .isEqualTo(Map.of("groq", "gsk_1", "gemini", "g1"));
    }

    @Test
    void eachProviderIsInTheCatalogue() {
        Path catalogue =
                Path.of("../router-service/src/main/resources/catalogue/providers")
                        .toAbsolutePath();
        assertThat(ProviderKeys.providers())
                .allSatisfy(it -> assertThat(catalogue.resolve(it + ".yaml")).exists());
    }

    @Test
    void ofTwoVariablesForOneProviderTheFirstWins() {
        assertThat(ProviderKeys.of(Map.of("GOOGLE_API_KEY", "b", "GEMINI_API_KEY", "a")))
                .isEqualTo(Map.of("gemini", "a"));
    }

    @Test
    void theSimulatorIsThePoolUntilThereIsARealProvider() {
        RealPool pool = new RealPool(new Folders(data));
        assertThat(pool.simulated(Map.of())).isTrue();
        assertThat(pool.simulated(Map.of("groq", "gsk_1"))).isFalse();
        pool.markReal(true);
        assertThat(pool.simulated(Map.of())).isFalse();
        pool.markReal(false);
        assertThat(pool.simulated(Map.of())).isTrue();
    }
}
