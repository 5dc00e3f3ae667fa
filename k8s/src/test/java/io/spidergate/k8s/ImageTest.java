package io.spidergate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.k8s.Manifests.Pod;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageTest {

    private static final String CONTAINERFILE = Repository.text("deploy/images/Containerfile");
    private static final String LAUNCHER =
            Repository.text("deploy/src/main/java/io/spidergate/launcher/suite/JavaCommand.java");

    @Test
    void eachServiceHasItsImage() {
        for (Pod pod : Chart.rendered(Chart.ALL_ON).pods()) {
            assertThat(pod.container().path("image").asText())
                    .isEqualTo("registry.example.com/ai/" + pod.service() + ":1.2.3");
        }
        assertThat(Chart.byDefault().pod("vault").container().path("image").asText())
                .endsWith("/vault-service:0.1.0-SNAPSHOT");
    }

    @Test
    void imageRunsTheJvmAsTheLauncherDoes() {
        int end = LAUNCHER.indexOf("List<String> of(");
        String small = LAUNCHER.substring(LAUNCHER.indexOf("SMALL ="), end);
        Set<String> flags = Repository.found("\"(-[^\"]+)\"", small);
        assertThat(flags).hasSizeGreaterThan(5);
        assertThat(Repository.found("\"(-[^\"]+)\"", entrypoint())).containsAll(flags);
    }

    @Test
    void chartSizesTheJvmAsTheLauncherDoes() {
        Map<String, String> heaps = heapsOfTheLauncher();
        for (Pod pod : Chart.byDefault().pods()) {
            String options = pod.value("JDK_JAVA_OPTIONS");
            assertThat(options).contains("-Xmx" + heaps.get(pod.part()));
            assertThat(options.contains("-XX:TieredStopAtLevel=1"))
                    .isEqualTo(!pod.part().equals("gateway"));
        }
    }

    @Test
    void limitLeavesRoomBesideTheHeap() {
        for (Pod pod : Chart.byDefault().pods()) {
            long heap =
                    Long.parseLong(
                            Repository.found("-Xmx(\\d+)m", pod.value("JDK_JAVA_OPTIONS"))
                                    .iterator()
                                    .next());
            String limit = pod.container().at("/resources/limits/memory").asText();
            assertThat(mebibytes(limit)).isGreaterThanOrEqualTo(heap * 3);
        }
    }

    @Test
    void imageRunsAsTheChartsUser() {
        String user = Chart.ownValues().at("/pods/runAsUser").asText();
        assertThat(CONTAINERFILE).containsPattern("(?m)^USER " + user + ":" + user + "$");
    }

    @Test
    void imageHoldsOneServiceAndNoSecret() {
        assertThat(CONTAINERFILE).contains("ARG SERVICE").contains("${SERVICE}/target/quarkus-app");
        assertThat(CONTAINERFILE.lines().filter(line -> line.startsWith("COPY")))
                .allMatch(line -> line.contains("/target/quarkus-app"));
        assertThat(CONTAINERFILE).doesNotContain("ENV SPIDERGATE_").doesNotContain(".spidergate");
    }

    private static String entrypoint() {
        return CONTAINERFILE.substring(CONTAINERFILE.indexOf("ENTRYPOINT"));
    }

    /// From `case TRACES, BILLING -> "128m";`.
    private static Map<String, String> heapsOfTheLauncher() {
        Map<String, String> heaps = new TreeMap<>();
        Pattern.compile("case ([A-Z, ]+) -> \"(\\d+m)\";")
                .matcher(LAUNCHER)
                .results()
                .forEach(match -> {
                    for (String part : match.group(1).split(", ", -1)) {
                        heaps.put(part.toLowerCase(Locale.ROOT), match.group(2));
                    }
                });
        return heaps;
    }

    private static long mebibytes(String amount) {
        return amount.endsWith("Gi")
                ? 1024 * Long.parseLong(amount.replace("Gi", ""))
                : Long.parseLong(amount.replace("Mi", ""));
    }
}
