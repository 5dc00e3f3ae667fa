package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator as the suite starts it.
final class SimulatorProcessTest {

    private static Process start(String... arguments) throws IOException {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulatorMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void printsOneReadyLineAndPlaysTheGivenFile(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("scenarios.yaml"),
                        "providers: [{name: mine, manner: local}]\nscenarios: [{text: from the file}]\n");
        Process process = start("--port", "0", "--scenarios", file.toString());
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = out.readLine();
            assertThat(ready).startsWith("provider simulator ready on http://127.0.0.1:");
            assertThat(answer(ready.substring(ready.indexOf("http")))).contains("from the file");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String answer(String base) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(base + "/mine/v1/chat/completions"))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"y\"}]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> SimulatorMain.config("--prot", "1"))
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> SimulatorMain.config("--port", "70000"))
                .hasMessageContaining("70000");
        assertThatThrownBy(() -> SimulatorMain.config("--port"))
                .hasMessageContaining("needs a value");
    }

    @Test
    void theDemoHasItsFourProvidersAndDrowsyIsAlwaysOverloaded() {
        SimulatorConfig demo = SimulatorConfig.demo();
        assertThat(demo.providers())
                .extracting(ProviderScript::name)
                .contains("sim-swift", "sim-steady", "sim-deluxe", "sim-drowsy", "local");
        assertThat(demo.scenarios())
                .filteredOn(scenario -> "sim-drowsy".equals(scenario.provider()))
                .extracting(Scenario::status)
                .containsExactly(503);
    }
}
