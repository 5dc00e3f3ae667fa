package io.spidergate.gateway.exchange;

import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.admission.jwt.JwtVerdicts;
import io.spidergate.gateway.caller.BodyKind;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.RequestBodies;
import io.spidergate.gateway.error.ErrorForm;
import io.spidergate.gateway.protocol.Count;
import io.spidergate.llm.json.InvalidField;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/// `POST /messages/count_tokens` and `POST /models/{model}:countTokens`: how long a conversation
/// is, before it is paid for. An estimate of ours and no call to anyone, so it costs nothing and
/// counts against no limit.
@ApplicationScoped
class CountRoutes {

    private final FrontDesk desk;
    private final RequestBodies bodies;

    CountRoutes(AgentTokens tokens, JwtVerdicts jwts, RequestBodies bodies) {
        this.desk = new FrontDesk(tokens, jwts);
        this.bodies = bodies;
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.post(router, prefix + "/messages/count_tokens", this::messages);
        }
        FrontDoor.postMatching(
                router,
                GenerateContentPath.pattern(GenerateContentPath.COUNT),
                this::generateContent);
    }

    private void messages(RoutingContext routing) {
        count(routing, ErrorForm.ANTHROPIC, Count::messages, "{\"input_tokens\":%d}");
    }

    private void generateContent(RoutingContext routing) {
        String model = GenerateContentPath.of(routing.normalizedPath()).model();
        count(
                routing,
                ErrorForm.GOOGLE,
                body -> Count.generateContent(model, body),
                "{\"totalTokens\":%d}");
    }

    private void count(
            RoutingContext routing,
            ErrorForm errors,
            Function<byte[], Count> counting,
            String form) {
        Caller caller = Caller.of(routing);
        caller.readsErrorsAs(errors);
        desk.admit(
                caller,
                routing.request()::getHeader,
                token ->
                        bodies.read(
                                caller,
                                BodyKind.JSON,
                                body -> answer(caller, counting.apply(body), form)));
    }

    private static void answer(Caller caller, Count count, String form) {
        switch (count) {
            case Count.Wrong(InvalidField reason) -> caller.send(FrontDesk.error(reason));
            case Count.Tokens(long tokens) ->
                    caller.sendJson(
                            200,
                            Map.of(),
                            form.formatted(tokens).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
