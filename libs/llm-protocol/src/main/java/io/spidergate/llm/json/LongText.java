package io.spidergate.llm.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A long text in a tree, still the bytes that it was read from. Most of a conversation's bytes go
/// on as they came, and nobody wants their characters; who does, gets them.
///
/// Equal to any text node of the same characters; the other way round only to its like, since
/// Jackson's own nodes compare with their kind alone.
@SuppressWarnings("serial") // never serialized by Java
public final class LongText extends ValueNode {

    private final byte[] json;
    private final int quote;
    private final int end;
    private final long tokenParts;
    private @Nullable String text;

    /// @param quote where the opening quote is
    /// @param end behind the closing quote
    LongText(byte[] json, int quote, int end, long tokenParts) {
        this.json = json;
        this.quote = quote;
        this.end = end;
        this.tokenParts = tokenParts;
    }

    /// As [io.spidergate.llm.TokenEstimate#parts] counts the characters.
    public long tokenParts() {
        return tokenParts;
    }

    /// What texts of the same bytes have in common, found without making their characters: those of
    /// a long prompt cost more than all else that is done to it.
    int fingerprint() {
        CRC32C sum = new CRC32C();
        sum.update(json, quote + 1, end - quote - 2);
        return (int) sum.getValue();
    }

    int end() {
        return end;
    }

    @Override
    public String textValue() {
        String known = text;
        if (known == null) {
            known = read();
            text = known;
        }
        return known;
    }

    /// Cannot fail: a parser has passed over these bytes before.
    private String read() {
        try (JsonParser parser = Json.FACTORY.createParser(json, quote, end - quote)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public String asText() {
        return textValue();
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.STRING;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_STRING;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (generator instanceof UTF8JsonGenerator
                && !generator.isEnabled(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())) {
            generator.writeRawUTF8String(json, quote + 1, end - quote - 2);
        } else {
            generator.writeString(textValue());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof JsonNode node
                        && node.isTextual()
                        && textValue().equals(node.textValue());
    }

    @Override
    public int hashCode() {
        return textValue().hashCode();
    }
}
