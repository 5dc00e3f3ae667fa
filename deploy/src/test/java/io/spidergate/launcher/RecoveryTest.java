package io.spidergate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The stores under a launcher that is killed: what they held is there after the next start.
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RecoveryTest {

    @TempDir Path data;

    @AfterEach
    void stop() throws Exception {
        launcher("down");
    }

    @Test
    void dataSurvivesALauncherThatIsKilledAndOrdinaryStopsToo() throws Exception {
        assertThat(up()).isZero();
        JsonNode first = state();
        write(first);
        ProcessHandle supervisor =
                ProcessHandle.of(first.at("/supervisor/pid").asLong()).orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().get(10, TimeUnit.SECONDS);
        assertThat(pids(first)).allMatch(RecoveryTest::isAlive);

        assertThat(up()).isZero();
        JsonNode second = state();
        assertThat(pids(first)).noneMatch(RecoveryTest::isAlive);
        assertThat(read(second)).isEqualTo("kept");
        assertThat(topics(second)).contains("kept");

        assertThat(launcher("down")).isZero();
        assertThat(pids(second)).noneMatch(RecoveryTest::isAlive);
        assertThat(up()).isZero();
        assertThat(read(state())).isEqualTo("kept");
    }

    @Test
    void aFolderThatIsNoDatabaseIsNamedWithTheWayOut() throws Exception {
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/notes.txt"), "mine");
        assertThat(up()).isEqualTo(1);
        assertThat(output())
                .contains("The data folder " + data.resolve("postgres"))
                .contains("--fresh");
        assertThat(Files.readString(data.resolve("postgres/notes.txt"))).isEqualTo("mine");
    }

    private int up() throws Exception {
        return launcher("up", "--detach", "--ports", "free", "--only", "POSTGRES,KAFKA");
    }

    private int launcher(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx96m",
                                "-Dspidergate.root=" + System.getProperty("spidergate.root"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.spidergate.launcher.Launcher"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("output.txt").toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(data.resolve("output.txt"));
    }

    private JsonNode state() throws IOException {
        return new JsonMapper().readTree(data.resolve("run/state.json").toFile());
    }

    private static List<Long> pids(JsonNode state) {
        List<Long> pids = new ArrayList<>();
        state.get("parts").forEach(part -> pids.add(part.at("/process/pid").asLong()));
        return pids;
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private Connection connect(JsonNode state) throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/spidergate".formatted(port(state, "postgres")),
                "router",
                Files.readString(data.resolve("secrets/database-router.password")).strip());
    }

    private void write(JsonNode state) throws Exception {
        try (Connection connection = connect(state);
                Statement statement = connection.createStatement()) {
            statement.execute("create table mine as select 'kept' as word");
        }
        try (Admin admin = admin(state)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private String read(JsonNode state) throws SQLException, IOException {
        try (Connection connection = connect(state);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from mine")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Iterable<String> topics(JsonNode state) throws Exception {
        try (Admin admin = admin(state)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin(JsonNode state) {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port(state, "kafka")));
    }

    private static int port(JsonNode state, String name) {
        for (JsonNode part : state.get("parts")) {
            if (part.get("name").asText().equals(name)) {
                return part.get("port").asInt();
            }
        }
        throw new AssertionError("no part " + name);
    }
}
