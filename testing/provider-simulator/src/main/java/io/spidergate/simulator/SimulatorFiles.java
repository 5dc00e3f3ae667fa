package io.spidergate.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Reads scenarios from YAML, of which JSON is a part; an unknown field is an error, since a
/// misspelt fault would let a test pass in vain.
final class SimulatorFiles {

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(new DurationText())
                    .build();

    private SimulatorFiles() {}

    static Scenario scenario(String text) {
        return read(text, Scenario.class);
    }

    static SimulatorConfig config(String text) {
        return read(text, SimulatorConfig.class);
    }

    /// New scenarios for a running simulator: a list of them, or an object with `scenarios` and,
    /// where the providers are to change too, `providers`.
    static SimulatorConfig changed(SimulatorConfig running, String text) {
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree.isArray()) {
                Scenario[] scenarios = YAML.treeToValue(tree, Scenario[].class);
                return running.withScenarios(scenarios);
            }
            SimulatorConfig config = YAML.treeToValue(tree, SimulatorConfig.class);
            SimulatorConfig changed = running.withScenarios(config.scenarios());
            return config.providers().isEmpty()
                    ? changed
                    : changed.withProviders(config.providers());
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
        }
    }

    static SimulatorConfig file(Path file) {
        try {
            return config(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    static SimulatorConfig resource(String name) {
        try (InputStream in = SimulatorFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not in the jar");
            }
            return YAML.readValue(in, SimulatorConfig.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name, unreadable);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return YAML.readValue(text, type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
        }
    }

    /// ISO 8601 durations, such as `PT1M`.
    private static final class DurationText extends SimpleModule {

        private static final long serialVersionUID = 1L;

        DurationText() {
            addDeserializer(
                    Duration.class,
                    new FromStringDeserializer<>(Duration.class) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected Duration _deserialize(
                                String value, DeserializationContext context) {
                            return Duration.parse(value);
                        }
                    });
        }
    }
}
