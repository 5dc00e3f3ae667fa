package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML reports that test runs have left under the modules.
final class SurefireReports {

    private static final String FOLDERS = "surefire-reports";

    /// Of what the quick tier leaves in `libs/money/target/quick/target/surefire-reports`.
    private static final int DEPTH = 7;

    private SurefireReports() {}

    /// @param since reports of earlier runs do not count
    static List<TestReport> of(Path root, Instant since) {
        List<TestReport> reports = new ArrayList<>();
        try (Stream<Path> tree = Files.find(root, DEPTH, (path, facts) -> isReport(path))) {
            for (Path report : tree.toList()) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    reports.add(read(report));
                }
            }
            return List.copyOf(reports);
        } catch (IOException e) {
            throw new Refusal("The test reports cannot be read: %s.".formatted(e.getMessage()));
        }
    }

    private static boolean isReport(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        Path folder = path.getParent();
        return name.startsWith("test-")
                && name.endsWith(".xml")
                && folder != null
                && folder.endsWith(FOLDERS);
    }

    private static TestReport read(Path report) throws IOException {
        try (InputStream content = Files.newInputStream(report)) {
            return read(content);
        } catch (XMLStreamException e) {
            // A run that was killed leaves half a report, which proves nothing.
            return new TestReport(report.toString(), new Tally(0, 1, 0), Duration.ZERO);
        }
    }

    static TestReport read(InputStream report) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(report);
        reader.nextTag();
        int failed = number(reader, "failures") + number(reader, "errors");
        int skipped = number(reader, "skipped");
        int passed = number(reader, "tests") - failed - skipped;
        return new TestReport(
                attribute(reader, "name", ""),
                new Tally(passed, failed, skipped),
                seconds(attribute(reader, "time", "0")));
    }

    private static Duration seconds(String time) {
        return Duration.ofNanos(
                new BigDecimal(time.replace(",", "")).movePointRight(9).longValue());
    }

    private static int number(XMLStreamReader reader, String attribute) {
        return Integer.parseInt(attribute(reader, attribute, "0"));
    }

    private static String attribute(XMLStreamReader reader, String name, String missing) {
        return Objects.requireNonNullElse(reader.getAttributeValue(null, name), missing);
    }
}
