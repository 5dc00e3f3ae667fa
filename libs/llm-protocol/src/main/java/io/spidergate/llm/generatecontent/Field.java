package io.spidergate.llm.generatecontent;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.json.FieldCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A value of a caller's body, with the path by which the caller knows it.
///
/// Rule: Google reads names in `camelCase` and in `snake_case`, as every parser of protocol buffers
/// does; so does this, and a path has the caller's own spelling. The camel wins where both stand.
///
/// @param at empty for the whole body
record Field(String at, JsonNode value) {

    static Field ofBody(JsonNode body) {
        return new Field("", body);
    }

    /// @param name in camel case
    Field field(String name) {
        String spelled = value.has(name) || !value.has(snake(name)) ? name : snake(name);
        return new Field(at.isEmpty() ? spelled : at + "." + spelled, value.path(spelled));
    }

    boolean has(String name) {
        return !field(name).isAbsent();
    }

    boolean isAbsent() {
        return FieldCheck.absent(value);
    }

    List<Field> elements() {
        List<Field> elements = new ArrayList<>(value.size());
        for (int index = 0; index < value.size(); index++) {
            elements.add(new Field(at + "[" + index + "]", value.path(index)));
        }
        return elements;
    }

    /// All fields by the caller's names.
    List<Field> fields() {
        List<Field> fields = new ArrayList<>(value.size());
        for (var entry : value.properties()) {
            fields.add(field(entry.getKey()));
        }
        return fields;
    }

    /// The caller's name of this field, in camel case.
    String name() {
        return camel(at.substring(at.lastIndexOf('.') + 1));
    }

    static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean raise = false;
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (character == '_' && index > 0) {
                raise = true;
            } else {
                camel.append(raise ? Character.toUpperCase(character) : character);
                raise = false;
            }
        }
        return camel.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
