package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every command of the README and the quickstart does what the page says, in the page's order.
@ExtendWith(RunningSuite.Extension.class)
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started/quickstart.md"})
    void everyCommandOfThePageSucceeds(String page, RunningSuite suite) throws IOException {
        String script =
                String.join("\n", blocks(page))
                        .replace("http://localhost:8080", suite.gateway().toString());

        // The suite is up already and goes on: `up` says so, `down` is tested at the end of all
        // tests.
        String lines =
                script.lines()
                        .filter(line -> !line.matches("\\./spidergate (up|down).*"))
                        .reduce("set -x\n", (all, line) -> all + line + "\n");

        String out = suite.shell(lines).succeeded();
        assertThat(out).contains("chat.completion");
    }

    @Test
    void upAndDownAreTheFirstAndTheLastCommandOfTheReadme() throws IOException {
        List<String> blocks = blocks("README.md");

        assertThat(blocks.getFirst().strip()).isEqualTo("./spidergate up --detach");
        assertThat(blocks.getLast().strip()).endsWith("./spidergate down");
    }

    @Test
    void theCurlThatUpPrintsIsAnswered(RunningSuite suite) {
        String banner = suite.banner();
        String curl = banner.substring(banner.indexOf("curl "));

        assertThat(suite.shell(curl).succeeded()).contains("chat.completion");
    }

    @Test
    void theReadmeHasAtMostOneHundredAndFiftyLines() throws IOException {
        assertThat(Files.readAllLines(RunningSuite.ROOT.resolve("README.md")))
                .hasSizeLessThanOrEqualTo(150);
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(RunningSuite.ROOT.resolve(page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
