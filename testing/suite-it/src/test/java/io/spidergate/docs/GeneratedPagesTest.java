package io.spidergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Pages that are made from the sources are as the sources say. Rewrite them with
/// `-Dspidergate.docs.write=true`.
class GeneratedPagesTest {

    private static final Path ROOT = Path.of(System.getProperty("spidergate.root"));

    @Test
    void theConfigurationReferenceIsCurrent() throws IOException {
        Path page = ROOT.resolve("docs/reference/configuration.md");
        String rendered = new ConfigurationReference(ROOT).render();
        if (Boolean.getBoolean("spidergate.docs.write")) {
            Files.writeString(page, rendered);
        }

        assertThat(page).hasContent(rendered);
    }
}
