package io.spidergate.llm.generatecontent;

import io.spidergate.llm.conversation.AnswerForm;
import io.spidergate.llm.conversation.Sampling;
import io.spidergate.llm.conversation.Thinking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// `generationConfig`: how the answer is to look, to be thought about and to be drawn.
///
/// Rules: what asks for another answer than one text or some calls (several candidates, other
/// modalities, other forms) is refused by name. What only tunes and has no place elsewhere
/// (`mediaResolution`, `responseLogprobs`, …) is left out with a note.
final class GenerationFields {

    private static final Set<String> READ =
            Set.of(
                    "temperature",
                    "topP",
                    "topK",
                    "maxOutputTokens",
                    "stopSequences",
                    "seed",
                    "presencePenalty",
                    "frequencyPenalty",
                    "candidateCount",
                    "responseModalities",
                    "responseFormat",
                    "responseMimeType",
                    "responseSchema",
                    "responseJsonSchema",
                    "_responseJsonSchema",
                    "thinkingConfig");

    private final RequestCheck check;
    private final Field config;

    GenerationFields(RequestCheck check, Field config) {
        this.check = check;
        this.config = config;
        check.fields().object(config.at(), config.value());
        refused();
        check.noteUnknown(config, READ);
    }

    private void refused() {
        Field count = config.field("candidateCount");
        check.fields().integer(count.at(), count.value(), 1, 1);
        if (config.has("responseFormat")) {
            check.refuse(
                    config.field("responseFormat"), "send responseMimeType and responseJsonSchema");
        }
        Field modalities = config.field("responseModalities");
        if (check.walkable(modalities)) {
            for (Field modality : modalities.elements()) {
                if (!modality.value().asText().toUpperCase(Locale.ROOT).equals("TEXT")) {
                    check.refuse(modality, "only TEXT is");
                }
            }
        }
    }

    AnswerForm form() {
        return new FormFields(check).read(config);
    }

    Thinking thinking() {
        return new ThinkingField(check).read(config.field("thinkingConfig"));
    }

    Sampling sampling() {
        return new Sampling(
                integer("maxOutputTokens"),
                number("temperature", 0, 2),
                number("topP", 0, 1),
                topK(),
                number("presencePenalty", -2, 2),
                number("frequencyPenalty", -2, 2),
                seed(),
                stop(config.field("stopSequences")),
                Optional.empty());
    }

    private OptionalInt integer(String name) {
        Field field = config.field(name);
        check.fields().integer(field.at(), field.value(), 1, Integer.MAX_VALUE);
        return field.isAbsent() ? OptionalInt.empty() : OptionalInt.of(field.value().asInt());
    }

    /// Google's clients have it as a floating number, and write 40.0.
    private OptionalInt topK() {
        Field field = config.field("topK");
        check.fields().number(field.at(), field.value(), 1, Integer.MAX_VALUE);
        return field.isAbsent() ? OptionalInt.empty() : OptionalInt.of(field.value().asInt());
    }

    private OptionalDouble number(String name, double min, double max) {
        Field field = config.field(name);
        check.fields().number(field.at(), field.value(), min, max);
        return field.isAbsent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(field.value().doubleValue());
    }

    private OptionalLong seed() {
        Field field = config.field("seed");
        check.fields().integer(field.at(), field.value(), Integer.MIN_VALUE, Integer.MAX_VALUE);
        return field.isAbsent() ? OptionalLong.empty() : OptionalLong.of(field.value().asLong());
    }

    private List<String> stop(Field sequences) {
        List<String> stop = new ArrayList<>();
        if (check.walkable(sequences)) {
            for (Field sequence : sequences.elements()) {
                stop.add(check.text(sequence));
            }
        }
        return stop;
    }
}
