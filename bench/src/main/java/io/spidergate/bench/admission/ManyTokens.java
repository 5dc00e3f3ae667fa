package io.spidergate.bench.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.JwtIdentity;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A hundred thousand agent tokens, each with every limit, in a thousand workspaces.
final class ManyTokens {

    static final int COUNT = 100_000;
    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private static final int WORKSPACES = 1_000;
    private static final AgentLimits EVERY =
            new AgentLimits(
                    1_000_000_000L,
                    1_000_000_000L,
                    1_000_000_000_000L,
                    1_000_000_000_000L,
                    100_000L,
                    1_000_000_000_000_000_000L,
                    false);

    private ManyTokens() {}

    static String ref(int number) {
        return "bench%07d".formatted(number);
    }

    static String secret(int number) {
        return AgentToken.PREFIX + ref(number) + "_" + "s".repeat(49);
    }

    static AgentToken token(int number) {
        return recognised(number, null);
    }

    static AgentToken recognised(int number, @Nullable JwtIdentity identity) {
        String ref = ref(number);
        return new AgentToken(
                ref,
                new AgentId("agt_" + ref),
                new WorkspaceId("ws_" + number % WORKSPACES),
                "agent number " + number,
                sha256(secret(number)),
                Set.of("gate:chat", "gate:models", "gate:usage"),
                List.of("spideriq/*"),
                Spending.PAID_OK,
                EVERY,
                false,
                1,
                TokenLife.UNTIL_REVOKED,
                CapturePolicy.GATEWAY,
                List.of("team:" + number % 50),
                List.of(),
                identity);
    }

    /// As the topic has it.
    static byte[] record(int number) {
        try {
            return JSON.writeValueAsBytes(token(number));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a token is always JSON", e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
