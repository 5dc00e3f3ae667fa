package io.spidergate.simulator.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// AWS's own client, which signs its calls, finds nothing wrong with the simulator.
final class BedrockClientTest {

    private static final String MODEL = "amazon.nova-micro-v1:0";
    private static final String ID = "AKIASIMULATED0000000";

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo().withScenarios());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersPlainlyAndCountsTokens() {
        try (BedrockRuntimeClient client = client("secret-of-" + ID)) {
            ConverseResponse answer = says(client, "the quick brown fox");

            assertThat(answer.output().message().content().getFirst().text())
                    .endsWith("the quick brown fox");
            assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
            assertThat(answer.usage().inputTokens()).isPositive();
            assertThat(answer.usage().totalTokens())
                    .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
        }
    }

    @Test
    void callsATool() {
        try (BedrockRuntimeClient client = client("secret-of-" + ID)) {
            ConverseResponse answer =
                    client.converse(request ->
                            request.modelId(MODEL)
                                    .messages(message ->
                                            message.role("user").content(it -> it.text("rain?")))
                                    .toolConfig(config ->
                                            config.tools(tool ->
                                                            tool.toolSpec(spec ->
                                                                    spec.name("get_weather")
                                                                            .inputSchema(schema ->
                                                                                    schema.json(
                                                                                            Document
                                                                                                    .mapBuilder()
                                                                                                    .putString(
                                                                                                            "type",
                                                                                                            "object")
                                                                                                    .build()))))
                                                    .toolChoice(choice -> choice.any(any -> {}))));

            assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_USE);
            ToolUseBlock call =
                    answer.output().message().content().stream()
                            .map(it -> it.toolUse())
                            .filter(it -> it != null)
                            .findFirst()
                            .orElseThrow();
            assertThat(call.name()).isEqualTo("get_weather");
            assertThat(call.input().isMap()).isTrue();
        }
    }

    @Test
    void streamsEventsThatTheClientReads() throws Exception {
        StringBuilder text = new StringBuilder();
        StringBuilder end = new StringBuilder();
        try (BedrockRuntimeAsyncClient client = asyncClient()) {
            client.converseStream(
                            request ->
                                    request.modelId(MODEL)
                                            .messages(message ->
                                                    message.role("user")
                                                            .content(it -> it.text("one two"))),
                            handler(text, end))
                    .get();
        }

        assertThat(text.toString()).endsWith("one two");
        assertThat(end.toString()).matches("end_turn [1-9]\\d*");
    }

    @Test
    void tellsAnErrorInTheMiddleAsAnException() {
        simulator.script(Scenario.of("{provider: bedrock, errorMidStream: 2}"));
        try (BedrockRuntimeAsyncClient client = asyncClient()) {
            var streamed =
                    client.converseStream(
                            request ->
                                    request.modelId(MODEL)
                                            .messages(message ->
                                                    message.role("user")
                                                            .content(it -> it.text("one two"))),
                            handler(new StringBuilder(), new StringBuilder()));
            assertThatThrownBy(streamed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(
                            software.amazon.awssdk.services.bedrockruntime.model
                                    .ModelStreamErrorException.class);
        }
    }

    @Test
    void refusesASignatureThatDoesNotHold() {
        try (BedrockRuntimeClient client = client("another")) {
            assertThatThrownBy(() -> says(client, "hello"))
                    .isInstanceOfSatisfying(
                            BedrockRuntimeException.class,
                            refused ->
                                    assertThat(refused.awsErrorDetails().errorCode())
                                            .isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void namesItsErrorsAsAwsDoes() {
        try (BedrockRuntimeClient client = client("secret-of-" + ID)) {
            simulator.script(Scenario.of("{provider: bedrock, status: 429}"));
            assertThatThrownBy(() -> says(client, "hello")).isInstanceOf(ThrottlingException.class);
            simulator.script();
            assertThatThrownBy(() -> says(client, " ")).isInstanceOf(ValidationException.class);
        }
    }

    private static ConverseResponse says(BedrockRuntimeClient client, String text) {
        return client.converse(request ->
                request.modelId(MODEL)
                        .messages(message -> message.role("user").content(it -> it.text(text))));
    }

    private static ConverseStreamResponseHandler handler(StringBuilder text, StringBuilder end) {
        return ConverseStreamResponseHandler.builder()
                .subscriber(
                        ConverseStreamResponseHandler.Visitor.builder()
                                .onContentBlockDelta(it -> text.append(it.delta().text()))
                                .onMessageStop(it -> end.append(it.stopReasonAsString()))
                                .onMetadata(it -> end.append(' ').append(it.usage().outputTokens()))
                                .build())
                .build();
    }

    private BedrockRuntimeClient client(String secret) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(address())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, secret)))
                .overrideConfiguration(it -> it.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private BedrockRuntimeAsyncClient asyncClient() {
        return BedrockRuntimeAsyncClient.builder()
                .endpointOverride(address())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ID, "secret-of-" + ID)))
                .overrideConfiguration(it -> it.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private URI address() {
        return simulator.rootUrl("bedrock").resolve("bedrock");
    }
}
