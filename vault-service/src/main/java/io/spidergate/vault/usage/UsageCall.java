package io.spidergate.vault.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.contracts.vault.ProviderUsage.Line;
import io.spidergate.provider.auth.OutgoingCall;
import io.spidergate.provider.auth.ProviderAuth;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.provider.RouterProviders.Address;
import io.spidergate.vault.remote.ProviderCall;
import io.spidergate.vault.remote.ProviderCall.Reply;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a provider for its usage, page by page.
@Singleton
final class UsageCall {

    private static final String ANTHROPIC_VERSION = "2023-06-01";
    private static final int MAX_PAGES = 50;
    private static final int MAX_LINES = 20_000;

    private final ProviderCall calls;
    private final ObjectMapper json;

    UsageCall(UsageConfig config, ObjectMapper json) {
        this.calls = new ProviderCall(config.timeout());
        this.json = json;
    }

    @PreDestroy
    void close() {
        calls.close();
    }

    /// What came of it.
    sealed interface Told {

        record Lines(List<Line> lines) implements Told {}

        record Not(UsageRead.NotTold why) implements Told {}
    }

    Told ask(Address.Known provider, UsageQuestion all, Secret secret) throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (UsageQuestion question : all.each()) {
            switch (askOne(provider, question, secret.reveal())) {
                case Told.Not not -> {
                    return not;
                }
                case Told.Lines(List<Line> more) -> lines.addAll(more);
            }
        }
        return lines.size() <= MAX_LINES
                ? new Told.Lines(lines)
                : notUnderstood("it has more than %d lines".formatted(MAX_LINES));
    }

    private Told askOne(Address.Known provider, UsageQuestion question, String secret)
            throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        UsageReader reader = new UsageReader(question, secret);
        String page = null;
        for (int asked = 0; asked < MAX_PAGES; asked++) {
            Reply reply = calls.send(request(provider, question, page, secret));
            switch (reply) {
                case Reply.Failed(ProviderCall.Failure failure) -> {
                    return new Told.Not(UsageVerdicts.of(failure));
                }
                case Reply.Answered answer when answer.status() != 200 -> {
                    return new Told.Not(UsageVerdicts.of(question.reporting(), answer.status()));
                }
                case Reply.Answered answer -> {
                    switch (read(reader, answer.body())) {
                        case UsageAnswer.NotUnderstood(String why) -> {
                            return notUnderstood(why);
                        }
                        case UsageAnswer.Page(List<Line> more, String next) -> {
                            lines.addAll(more);
                            page = next;
                        }
                    }
                }
            }
            if (page == null) {
                return new Told.Lines(lines);
            }
        }
        return notUnderstood("it has more than %d pages".formatted(MAX_PAGES));
    }

    private UsageAnswer read(UsageReader reader, byte[] body) {
        try {
            JsonNode answer = json.readTree(body);
            return reader.read(answer == null ? json.missingNode() : answer);
        } catch (JsonProcessingException e) {
            return new UsageAnswer.NotUnderstood("it is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static Told notUnderstood(String why) {
        return new Told.Not(UsageVerdicts.notUnderstood(why));
    }

    private static HttpRequest request(
            Address.Known provider, UsageQuestion question, @Nullable String page, String secret) {
        URI uri = question.uri(provider.baseUrl(), page);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json");
        if (question.reporting() == UsageReporting.ANTHROPIC) {
            request.header("anthropic-version", ANTHROPIC_VERSION);
        }
        ProviderAuth.put(
                provider.auth(),
                secret,
                () -> new OutgoingCall("GET", uri, new byte[0]),
                request::header);
        return request.build();
    }
}
