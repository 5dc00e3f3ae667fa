package io.spidergate.llm.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.llm.conversation.Sampling;
import java.util.List;

/// Writes how the answer is drawn.
///
/// Rules: a temperature above 1 becomes 1; while the model thinks, `temperature` and `top_k` are
/// left out and `top_p` goes from 0.95 on; newer models take either `temperature` or `top_p`, the
/// newest none of the three; penalties and seed have no place here.
final class SamplingFields {

    private static final double LEAST_TOP_P_OF_THOUGHTS = 0.95;
    private static final int MAX_USER = 256;

    private final Sampling sampling;
    private final ClaudeModel model;
    private final boolean thinks;
    private final List<String> notes;

    SamplingFields(Sampling sampling, ClaudeModel model, boolean thinks, List<String> notes) {
        this.sampling = sampling;
        this.model = model;
        this.thinks = thinks;
        this.notes = notes;
    }

    void write(ObjectNode body) {
        if (model.refusesSampling()) {
            none("the model refuses it");
        } else if (thinks) {
            thoughtful(body);
        } else {
            plain(body);
        }
        leaveOut("presence_penalty", sampling.presencePenalty().isPresent(), "messages have none");
        leaveOut(
                "frequency_penalty", sampling.frequencyPenalty().isPresent(), "messages have none");
        leaveOut("seed", sampling.seed().isPresent(), "messages have none");
        if (!sampling.stop().isEmpty()) {
            ArrayNode stops = body.putArray("stop_sequences");
            sampling.stop().forEach(stops::add);
        }
        user(body);
    }

    private void none(String why) {
        leaveOut("temperature", sampling.temperature().isPresent(), why);
        leaveOut("top_p", sampling.topP().isPresent(), why);
        leaveOut("top_k", sampling.topK().isPresent(), why);
    }

    private void thoughtful(ObjectNode body) {
        String why = "it does not go with thinking";
        leaveOut("temperature", sampling.temperature().isPresent(), why);
        leaveOut("top_k", sampling.topK().isPresent(), why);
        double topP = sampling.topP().orElse(1);
        leaveOut("top_p", topP < LEAST_TOP_P_OF_THOUGHTS, why);
        if (sampling.topP().isPresent() && topP >= LEAST_TOP_P_OF_THOUGHTS) {
            body.put("top_p", topP);
        }
    }

    private void plain(ObjectNode body) {
        boolean warm = sampling.temperature().isPresent();
        if (warm) {
            double temperature = sampling.temperature().getAsDouble();
            body.put("temperature", Math.clamp(temperature, 0.0, 1.0));
            if (temperature > 1) {
                notes.add("temperature became 1: messages know no higher");
            }
        }
        if (warm && model.refusesTwoSamplers()) {
            leaveOut("top_p", sampling.topP().isPresent(), "the model takes temperature or top_p");
        } else {
            sampling.topP().ifPresent(value -> body.put("top_p", value));
        }
        sampling.topK().ifPresent(value -> body.put("top_k", value));
    }

    private void user(ObjectNode body) {
        boolean fits = sampling.user().filter(user -> user.length() <= MAX_USER).isPresent();
        leaveOut("user", sampling.user().isPresent() && !fits, "it is above 256 characters");
        if (fits) {
            body.putObject("metadata").put("user_id", sampling.user().get());
        }
    }

    private void leaveOut(String field, boolean given, String why) {
        if (given) {
            notes.add("%s was left out: %s".formatted(field, why));
        }
    }
}
