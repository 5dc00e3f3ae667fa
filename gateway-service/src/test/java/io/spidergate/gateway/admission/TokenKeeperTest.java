package io.spidergate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.TokenFile.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeeperTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-11-22T11:00:00Z");
    private static final AgentToken KEPT = KafkaTokenIndexTest.token("ref1", 1, false);
    private static final AgentToken REVOKED = KafkaTokenIndexTest.token("ref1", 2, true);

    @TempDir Path directory;

    private final KafkaTokenIndex index = new KafkaTokenIndex();
    private Path path;
    private TokenFile file;
    private TokenKeeper keeper;

    @BeforeEach
    void place() {
        path = directory.resolve("deep/agent-tokens.json");
        file = new TokenFile(path, JSON);
    }

    @AfterEach
    void close() throws InterruptedException {
        keeper.close();
    }

    @Test
    void servesFromDiskWhileKafkaIsSilentAndSaysOfWhen() throws Exception {
        file.save(new Kept(EARLIER, List.of(KEPT)));
        start(Duration.ZERO);

        await().untilAsserted(() -> assertThat(keeper.keptAt()).isEqualTo(EARLIER));
        assertThat(index.byRef("ref1")).isEqualTo(KEPT);
    }

    @Test
    void aRevocationCountsAsSoonAsTheTopicIsReadAgain() throws Exception {
        file.save(new Kept(EARLIER, List.of(KEPT)));
        start(Duration.ZERO);
        await().until(() -> keeper.keptAt() != null);

        index.hear("ref1", REVOKED);
        assertThat(index.byRef("ref1").revoked()).isTrue();
        keeper.caughtUp();

        assertThat(keeper.keptAt()).isNull();
        await().untilAsserted(
                        () -> assertThat(file.load()).contains(new Kept(NOW, List.of(REVOKED))));
    }

    @Test
    void leavesTheFileAloneWhereKafkaAnswersInTime() throws Exception {
        file.save(new Kept(EARLIER, List.of(KEPT)));
        start(Duration.ofMinutes(1));
        keeper.caughtUp();

        // until it is written anew, it is as broken as it was
        await().ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(file.load()).contains(new Kept(NOW, List.of())));
        assertThat(index.byRef("ref1")).isNull();
    }

    @Test
    void halfAListNeverReplacesAWholeOne() throws Exception {
        file.save(new Kept(EARLIER, List.of(KEPT)));
        start(Duration.ZERO);
        await().until(() -> keeper.keptAt() != null);
        index.hear("ref2", KafkaTokenIndexTest.token("ref2", 1, false));
        keeper.close();

        assertThat(file.load()).contains(new Kept(EARLIER, List.of(KEPT)));
    }

    @Test
    void aFileThatCannotBeReadIsNoBetterThanNone() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"savedAt\":");
        start(Duration.ZERO);
        keeper.caughtUp();

        // until it is written anew, it is as broken as it was
        await().ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(file.load()).contains(new Kept(NOW, List.of())));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    private void start(Duration grace) {
        keeper =
                new TokenKeeper(
                        index,
                        file,
                        grace,
                        Duration.ofMillis(10),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        keeper.start();
    }
}
