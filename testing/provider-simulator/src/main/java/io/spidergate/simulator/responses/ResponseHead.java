package io.spidergate.simulator.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.assistant.Answer;
import io.spidergate.simulator.assistant.Finish;
import io.spidergate.simulator.wire.Bodies;
import io.spidergate.simulator.wire.CallIds;
import io.spidergate.simulator.wire.Failure;
import io.spidergate.simulator.wire.Telling;
import java.util.List;

/// The `response` object, as it is on the way and at the end: it repeats what the request set and
/// what was left to the provider.
record ResponseHead(Telling telling, JsonNode request) {

    /// Repeated as they came, and null where they did not.
    private static final List<String> OPTIONAL =
            List.of(
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "previous_response_id",
                    "prompt_cache_key",
                    "safety_identifier",
                    "user");

    ObjectNode inProgress() {
        ObjectNode response = head("in_progress");
        response.putArray("output");
        return response.putNull("usage");
    }

    ObjectNode failed(Failure failure) {
        ObjectNode response = head("failed");
        response.putArray("output");
        response.putObject("error").put("code", code(failure)).put("message", failure.message());
        return response.putNull("usage");
    }

    ObjectNode finished(List<ObjectNode> items) {
        Finish finish = telling.answer().finish();
        ObjectNode response =
                switch (finish) {
                    case Finish.Length _ -> incomplete("max_output_tokens");
                    case Finish.Filtered _ -> incomplete("content_filter");
                    case Finish.Done _, Finish.StopWord _, Finish.Tools _ ->
                            head("completed").put("completed_at", telling.now().getEpochSecond());
                };
        ArrayNode output = response.putArray("output");
        items.forEach(output::add);
        if (telling.withUsage()) {
            response.set("usage", usage());
        }
        return response;
    }

    private ObjectNode incomplete(String reason) {
        ObjectNode response = head("incomplete");
        response.putObject("incomplete_details").put("reason", reason);
        return response;
    }

    private ObjectNode head(String status) {
        ObjectNode response =
                Bodies.object()
                        .put("id", CallIds.of("resp_", telling.number()))
                        .put("object", "response")
                        .put("created_at", telling.now().getEpochSecond())
                        .put("status", status)
                        .put("background", false)
                        .putNull("error")
                        .putNull("incomplete_details")
                        .put("model", telling.model());
        settings(response);
        OPTIONAL.forEach(name -> response.set(name, asked(name, Bodies.tree("null"))));
        return response;
    }

    private void settings(ObjectNode response) {
        response.set("metadata", asked("metadata", Bodies.object()));
        response.set("parallel_tool_calls", asked("parallel_tool_calls", Bodies.tree("true")));
        response.set("store", asked("store", Bodies.tree("true")));
        response.set("temperature", asked("temperature", Bodies.tree("1.0")));
        response.set("top_p", asked("top_p", Bodies.tree("1.0")));
        response.set("tool_choice", asked("tool_choice", Bodies.tree("\"auto\"")));
        response.set("truncation", asked("truncation", Bodies.tree("\"disabled\"")));
        response.set("service_tier", Bodies.tree("\"default\""));
        response.set("reasoning", reasoning());
        ObjectNode text = Bodies.object().put("verbosity", "medium");
        text.set("format", Bodies.typed("text"));
        response.set("text", text.setAll(fields("text")));
        response.set("tools", tools());
        response.put("top_logprobs", 0).put("presence_penalty", 0.0).put("frequency_penalty", 0.0);
    }

    private ObjectNode reasoning() {
        ObjectNode reasoning = Bodies.object().putNull("effort").putNull("summary");
        reasoning.setAll(fields("reasoning"));
        return reasoning;
    }

    /// Functions are strict unless told otherwise.
    private ArrayNode tools() {
        ArrayNode tools = Bodies.MAPPER.createArrayNode();
        for (JsonNode tool : request.path("tools")) {
            ObjectNode repeated = tool.deepCopy();
            if (tool.path("type").asText().equals("function") && !tool.has("strict")) {
                repeated.put("strict", true);
            }
            tools.add(repeated);
        }
        return tools;
    }

    private ObjectNode usage() {
        Answer.Usage told = telling.answer().usage();
        ObjectNode usage = Bodies.object().put("input_tokens", told.prompt());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", told.cached())
                .put("cache_write_tokens", 0);
        usage.put("output_tokens", told.completion());
        usage.putObject("output_tokens_details").put("reasoning_tokens", told.reasoning());
        return usage.put("total_tokens", told.total());
    }

    private JsonNode asked(String name, JsonNode otherwise) {
        return request.hasNonNull(name) ? request.path(name) : otherwise;
    }

    private ObjectNode fields(String name) {
        return request.path(name) instanceof ObjectNode object ? object : Bodies.object();
    }

    /// Of the codes of a response, which are not those of errors with a status.
    private static String code(Failure failure) {
        return failure.code().equals("rate_limit_exceeded") ? failure.code() : "server_error";
    }
}
