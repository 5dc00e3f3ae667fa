package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ten thousand connections that ask for nothing take a little memory each and nobody's time.
@ExtendWith(RunningSuite.Extension.class)
class CrowdIT {

    private static final int CROWD = 10_000;

    /// Files that a process needs besides its connections.
    private static final int OTHER_FILES = 2_000;

    private static final long MOST_BYTES_EACH = 20 * 1024;
    private static final Duration QUICK = Duration.ofSeconds(2);

    @Test
    void othersAreServedBesideACrowdThatIsIdle(RunningSuite suite) throws IOException {
        URI address = suite.gateways().getLast();
        GatewayHttp gateway = new GatewayHttp(address, suite.newToken());
        ask(gateway);
        long before = suite.memory("gateway-2");
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            int size = Math.min(CROWD, mostOpenFiles() - OTHER_FILES);
            for (int i = 0; i < size; i++) {
                crowd.add(
                        SocketChannel.open(
                                new InetSocketAddress(address.getHost(), address.getPort())));
            }

            for (int i = 0; i < 20; i++) {
                assertThat(ask(gateway)).isLessThan(QUICK);
            }
            assertThat(suite.memory("gateway-2") - before)
                    .isLessThan(crowd.size() * MOST_BYTES_EACH);
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
        assertThat(ask(gateway)).isLessThan(QUICK);
    }

    private static Duration ask(GatewayHttp gateway) {
        long start = System.nanoTime();
        assertThat(gateway.post("/v1/chat/completions", GatewayHttp.chat("swift-8b")).statusCode())
                .isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// Of this process; the gateway has inherited the same.
    private static int mostOpenFiles() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().split("\\s+")[0])
                .mapToInt(limit ->
                        limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit))
                .findFirst()
                .orElseThrow();
    }
}
