package io.spidergate.gateway.exchange;

import io.spidergate.gateway.admission.AgentTokens;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.caller.RequestBody;
import io.spidergate.gateway.error.ErrorForm;
import io.spidergate.gateway.protocol.Count;
import io.spidergate.llm.json.InvalidField;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// `POST /messages/count_tokens`: how long a conversation is, before it is paid for. An estimate of
/// ours and no call to anyone, so it costs nothing and counts against no limit.
@ApplicationScoped
class CountRoutes {

    private final FrontDesk desk;
    private final RequestConfig config;

    CountRoutes(AgentTokens tokens, RequestConfig config) {
        this.desk = new FrontDesk(tokens);
        this.config = config;
    }

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            FrontDoor.post(router, prefix + "/messages/count_tokens", this::messages);
        }
    }

    private void messages(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        caller.readsErrorsAs(ErrorForm.ANTHROPIC);
        desk.admit(
                caller,
                routing.request()::getHeader,
                token ->
                        RequestBody.read(
                                caller, config.maxBodyBytes(), body -> answer(caller, body)));
    }

    private static void answer(Caller caller, byte[] body) {
        switch (Count.messages(body)) {
            case Count.Wrong(InvalidField reason) -> caller.send(FrontDesk.error(reason));
            case Count.Tokens(long tokens) ->
                    caller.sendJson(
                            200,
                            Map.of(),
                            "{\"input_tokens\":%d}"
                                    .formatted(tokens)
                                    .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
