package io.spidergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A link from one page to another leads somewhere.
class LinksTest {

    private static final Path ROOT = Path.of(System.getProperty("spidergate.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

    @Test
    void everyRelativeLinkPointsToAFile() throws IOException {
        List<String> broken =
                Checkout.filesEndingIn(".md", ROOT).stream()
                        .flatMap(LinksTest::brokenLinks)
                        .toList();

        assertThat(broken).isEmpty();
    }

    private static Stream<String> brokenLinks(Path page) {
        try {
            Matcher link = LINK.matcher(Files.readString(page));
            return link
                    .results()
                    .map(found -> found.group(1))
                    .filter(target -> !Files.exists(page.getParent().resolve(target)))
                    .map(target -> ROOT.relativize(page) + " → " + target)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
