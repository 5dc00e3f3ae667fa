package io.spidergate.vault.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.provider.auth.OutgoingCall;
import io.spidergate.provider.auth.ProviderAuth;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.provider.RouterProviders.Address;
import io.spidergate.vault.remote.ProviderCall;
import io.spidergate.vault.remote.ProviderCall.Reply;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The calls by which the vault tests a provider: its list of models, and a chat without content.
@Singleton
final class UpstreamCall {

    /// Anthropic wants a version named with each call.
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private final ProviderCall calls;
    private final AnswerReader reader;

    UpstreamCall(ProbeConfig config, ObjectMapper json) {
        this.calls = new ProviderCall(config.timeout());
        this.reader = new AnswerReader(json);
    }

    @PreDestroy
    void close() {
        calls.close();
    }

    Observation listModels(Address.Known provider, @Nullable Secret secret)
            throws InterruptedException {
        String text = secret == null ? "" : secret.reveal();
        return observe(provider, list(provider, text), text);
    }

    /// Costs nothing: who is let in is told that the request has no model.
    Observation emptyChat(Address.Known provider, Secret secret) throws InterruptedException {
        String text = secret.reveal();
        return observe(provider, chat(provider, text), text);
    }

    private Observation observe(Address.Known provider, HttpRequest request, String text)
            throws InterruptedException {
        return switch (calls.send(request)) {
            case Reply.Failed(ProviderCall.Failure failure) -> new Observation.Failed(failure);
            case Reply.Answered answer ->
                    reader.read(
                            answer.status(),
                            answer.body(),
                            LimitReader.limits(
                                    provider.rateHeaders(), answer.headers()::firstValue),
                            text);
        };
    }

    private static HttpRequest chat(Address.Known provider, String secret) {
        URI chat = provider.under("chat/completions");
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(chat)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        ProviderAuth.put(
                provider.auth(),
                secret,
                () -> new OutgoingCall("POST", chat, body),
                request::header);
        return request.build();
    }

    private static HttpRequest list(Address.Known provider, String secret) {
        URI list = ModelList.of(provider);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(list).header("Accept", "application/json");
        if (provider.dialect() == Dialect.ANTHROPIC) {
            request.header("anthropic-version", ANTHROPIC_VERSION);
        }
        if (!secret.isEmpty()) {
            ProviderAuth.put(
                    provider.auth(),
                    secret,
                    () -> new OutgoingCall("GET", list, new byte[0]),
                    request::header);
        }
        return request.build();
    }
}
