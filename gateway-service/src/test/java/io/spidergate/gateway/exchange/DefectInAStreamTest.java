package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Fault;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A defect in the midst of a stream: told like any other end, its reservation settled, the stream
/// broken off.
///
/// The defect is a sum that no money can hold: a thousand million tokens at a thousand dollars
/// each.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class DefectInAStreamTest {

    private static final String REF = "defective001";
    private static final String CHUNK =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",";
    private static final String STREAM =
            CHUNK
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n"
                    + CHUNK
                    + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                    + CHUNK
                    + "\"choices\":[],\"usage\":{\"prompt_tokens\":9000000000,\"completion_tokens\":9000000000,\"total_tokens\":1}}\n\n"
                    + "data: [DONE]\n\n";

    @TestHTTPResource("/v1/chat/completions")
    URI chat;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;
    @Inject MemoryPorts.Journal journal;
    @Inject MemoryPorts.Allowance allowance;

    @BeforeEach
    void prepare() {
        journal.clear();
        allowance.reset();
        tokens.put(Landscape.token(REF));
    }

    @Test
    void isToldAndSettledAndBreaksTheStream() throws Exception {
        BigDecimal dear = new BigDecimal("1000000000");
        try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(provider));
            tables.set(
                    new Landscape()
                            .provider(
                                    "p",
                                    URI.create(
                                            "http://127.0.0.1:%d/v1"
                                                    .formatted(provider.getLocalPort())))
                            .deployment("p", "m", TokenPrice.ofUsdPerMillion(dear, dear, dear))
                            .table());

            assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        }

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.outcome().errorCode()).isEqualTo("internal_error");
        assertThat(event.outcome().fault()).isEqualTo(Fault.GATEWAY);
        assertThat(event.attempts()).hasSize(1);
        assertThat(allowance.settled()).hasSize(1);
    }

    private void ask() throws IOException, InterruptedException {
        String body =
                "{\"model\":\"p/m\",\"stream\":true,\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(chat)
                                .header("content-type", "application/json")
                                .header("authorization", "Bearer " + Landscape.secret(REF))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void serve(ServerSocket provider) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: ";
        try (Socket gateway = provider.accept()) {
            gateway.getInputStream().read(new byte[65_536]);
            gateway.getOutputStream()
                    .write(
                            (head + STREAM.length() + "\r\n\r\n" + STREAM)
                                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
