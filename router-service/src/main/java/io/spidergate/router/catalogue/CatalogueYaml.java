package io.spidergate.router.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Reads a file of the catalogue into the record that is its schema: an unknown key, a key twice or
/// a value that the record refuses is an error with file, field and line (where the entry ends, for
/// an unknown key).
public final class CatalogueYaml {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .addModule(new JavaTimeModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private CatalogueYaml() {}

    /// @throws BrokenCatalogueException when the text does not fit `type`
    public static <T> T parse(String file, String text, Class<T> type) {
        try {
            T parsed = YAML.readValue(text, type);
            if (parsed == null) {
                throw new BrokenCatalogueException(file, "the file is empty");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw new BrokenCatalogueException(file, line(e), field(e), problem(e), e);
        }
    }

    /// @throws BrokenCatalogueException when there is no such file
    public static String text(String file) {
        try (InputStream stream = CatalogueYaml.class.getResourceAsStream("/catalogue/" + file)) {
            if (stream == null) {
                throw new BrokenCatalogueException(file, "the index names it, but it is not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read catalogue/" + file, e);
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static String field(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "document";
        }
        return mapping.getPath().stream()
                .map(step ->
                        step.getFieldName() == null
                                ? "[%d]".formatted(step.getIndex())
                                : "." + step.getFieldName())
                .collect(Collectors.joining())
                .substring(mapping.getPath().getFirst().getFieldName() == null ? 0 : 1);
    }

    private static String problem(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    "unknown key; known are %s"
                            .formatted(
                                    unknown.getKnownPropertyIds().stream()
                                            .map(String::valueOf)
                                            .sorted()
                                            .toList());
            case ValueInstantiationException refused when refused.getCause() != null ->
                    String.valueOf(refused.getCause().getMessage());
            default -> e.getOriginalMessage();
        };
    }
}
