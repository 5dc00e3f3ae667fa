package io.spidergate.gateway.caller;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Ignores the wish to upgrade a clear connection to HTTP/2: LangChain4j's client utters it on
/// every POST, with the body still under way, and is content with HTTP/1.1.
@Singleton
class PlainHttpServer implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
