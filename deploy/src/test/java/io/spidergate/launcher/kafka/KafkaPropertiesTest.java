package io.spidergate.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaPropertiesTest {

    @Test
    void theBrokerListensOnlyOnThisMachineAndMakesNoTopicUnasked() {
        Map<String, String> settings = KafkaProperties.of(8092, 8093, Path.of("/d/kafka"));
        assertThat(settings)
                .containsEntry(
                        "listeners", "PLAINTEXT://127.0.0.1:8092,CONTROLLER://127.0.0.1:8093")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:8093")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("message.max.bytes", "16777216")
                .containsEntry("log.dirs", "/d/kafka");
        assertThat(KafkaProperties.text(Map.of("b", "2", "a", "1"))).isEqualTo("a=1\nb=2\n");
    }
}
