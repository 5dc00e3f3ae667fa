package io.spidergate.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Closes connections that are held open for nothing.
///
/// The server's own idle timeout must be as long as a stream may be silent, and every byte of a
/// head that never ends puts it off. So each event loop looks over its own connections, which needs
/// neither a timer nor a lock for each.
@Singleton
final class IdleConnections {

    private static final AttributeKey<ConnectionUse> USE = AttributeKey.valueOf("connection-use");

    /// Before all handlers, so that no request goes uncounted.
    private static final int FIRST = -1_000_010;

    private static final int LOOKS_PER_LIMIT = 5;

    private final VertxInternal vertx;
    private final HttpServer server;
    private final Duration limit;
    private final Counter closed;
    private final List<Future<?>> looks = new ArrayList<>();

    @Inject
    IdleConnections(Vertx vertx, HttpServer server, ConnectionConfig config, MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.server = server;
        this.limit = config.idleTimeout();
        this.closed =
                Counter.builder("spidergate.connections.idle.closed")
                        .description("Connections closed because no request was under way on them")
                        .register(meters);
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(IdleConnections::count);
    }

    void begin(@Observes StartupEvent event) {
        long period = Math.max(1, limit.dividedBy(LOOKS_PER_LIMIT).toMillis());
        for (EventExecutor executor : vertx.getEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop loop) {
                looks.add(
                        loop.scheduleAtFixedRate(
                                () -> look(loop), period, period, TimeUnit.MILLISECONDS));
            }
        }
    }

    void end(@Observes ShutdownEvent event) {
        looks.forEach(look -> look.cancel(false));
    }

    private static void count(RoutingContext routing) {
        if (routing.request().connection() instanceof ConnectionBase connection) {
            ConnectionUse use = use(connection.channel(), System.nanoTime());
            use.requestBegins();
            routing.addEndHandler(ended -> use.requestEnds(System.nanoTime()));
        }
        routing.next();
    }

    private static ConnectionUse use(Channel channel, long nanos) {
        var attribute = channel.attr(USE);
        ConnectionUse use = attribute.get();
        if (use == null) {
            use = new ConnectionUse(nanos);
            attribute.set(use);
        }
        return use;
    }

    private void look(SingleThreadEventLoop loop) {
        long now = System.nanoTime();
        Iterator<Channel> channels = loop.registeredChannelsIterator();
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (isCallers(channel) && use(channel, now).hasBeenIdleFor(limit, now)) {
                closed.increment();
                var _ = channel.close();
            }
        }
    }

    private boolean isCallers(Channel channel) {
        return channel.parent() instanceof ServerChannel listener
                && listener.localAddress() instanceof InetSocketAddress address
                && (address.getPort() == server.getPort()
                        || address.getPort() == server.getSecurePort());
    }
}
