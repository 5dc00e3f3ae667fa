package io.spidergate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLoopsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 3", "64, 63"})
    void leaveOneCoreToAllElse(int cores, String loops) {
        assertThat(new EventLoops(cores).getValue(EventLoops.PROPERTY)).isEqualTo(loops);
        assertThat(new EventLoops(cores).getValue("quarkus.http.port")).isNull();
    }

    @Test
    void areFoundByTheServiceAndYieldToWhoeverSaysOtherwise() {
        assertThat(ConfigProvider.getConfig().getConfigSources())
                .filteredOn(EventLoops.class::isInstance)
                .singleElement()
                .satisfies(source -> assertThat(source.getOrdinal()).isLessThan(250));
    }
}
