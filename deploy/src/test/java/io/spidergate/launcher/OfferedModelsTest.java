package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferedModelsTest {

    @Test
    void aNameMayStandForAModelOfTheCatalogue() {
        OfferedModels models = OfferedModels.of(List.of("chat=gpt-6-sol", "gpt-4.1-mini"), true);

        assertThat(models.names()).containsExactly("chat", "gpt-4.1-mini");
        assertThat(models.like()).isEqualTo(Map.of("chat", "gpt-6-sol"));
    }

    @Test
    void withoutALikenessANameIsANameWhateverIsInIt() {
        assertThat(OfferedModels.of(List.of("a=b"), false))
                .isEqualTo(new OfferedModels(List.of("a=b"), Map.of()));
    }
}
