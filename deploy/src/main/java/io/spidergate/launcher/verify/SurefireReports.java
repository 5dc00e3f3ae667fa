package io.spidergate.launcher.verify;

import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Adds up the XML reports that test runs have left under the modules.
final class SurefireReports {

    private static final String FOLDERS = "target/surefire-reports";

    private SurefireReports() {}

    /// @param since reports of earlier runs do not count
    static Tally of(Path root, Instant since) {
        Tally sum = Tally.NONE;
        try (Stream<Path> tree = Files.find(root, 5, (path, facts) -> isReport(path))) {
            for (Path report : tree.toList()) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    sum = sum.plus(read(report));
                }
            }
            return sum;
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

    private static Tally read(Path report) throws IOException {
        try (InputStream content = Files.newInputStream(report)) {
            return read(content);
        } catch (XMLStreamException e) {
            // A run that was killed leaves half a report, which proves nothing.
            return new Tally(0, 1, 0);
        }
    }

    static Tally read(InputStream report) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(report);
        reader.nextTag();
        int tests = number(reader, "tests");
        int failed = number(reader, "failures") + number(reader, "errors");
        int skipped = number(reader, "skipped");
        return new Tally(tests - failed - skipped, failed, skipped);
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
