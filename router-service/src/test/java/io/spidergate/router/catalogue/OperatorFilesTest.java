package io.spidergate.router.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.router.alias.AliasBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorFilesTest {

    private static final String OURS =
            """
            id: ours
            name: Ours
            base_url: https://llm.example/v1
            auth: bearer
            terms: {trains_on_data: false}
            free_quota:
              scope: the team
              reset: by the hour
              shared: true
              windows:
                - {unit: requests, limit: 90, per: hour, reset: clock}
                - {unit: tokens, limit: 5000, per: 900s}
                - {unit: concurrent, limit: 2}
              as_of: 2026-11-01
            rate_headers:
              - {unit: requests, per: hour, limit: X-Limit, remaining: X-Left}
            models:
              - id: big
                capabilities: [chat]
                free: true
            """;

    @TempDir Path directory;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectory(directory.resolve("providers"));
    }

    @Test
    void addsAProviderWithItsQuota() throws IOException {
        write("providers/ours.yaml", OURS);

        Catalogue catalogue = load();

        CatalogueProvider ours = catalogue.likeness("ours").orElseThrow();
        assertThat(ours.freeQuota().windowsOf("big"))
                .containsExactly(
                        new QuotaWindow(QuotaUnit.REQUESTS, 90, 3_600, QuotaReset.CLOCK),
                        new QuotaWindow(QuotaUnit.TOKENS, 5_000, 900, QuotaReset.ROLLING),
                        new QuotaWindow(QuotaUnit.CONCURRENT, 2, 0, QuotaReset.NEVER));
        assertThat(ours.rateHeaders().getFirst().header().limit()).isEqualTo("x-limit");
        assertThat(catalogue.mounted()).containsExactly("ours");
    }

    @Test
    void replacesAProviderOfThisRelease() throws IOException {
        write("providers/groq.yaml", OURS.replace("id: ours", "id: groq"));

        Catalogue catalogue = load();

        assertThat(catalogue.likeness("groq").orElseThrow().name()).isEqualTo("Ours");
        assertThat(catalogue.providers()).filteredOn(p -> p.id().equals("groq")).hasSize(1);
    }

    @Test
    void replacesAndAddsAliases() throws IOException {
        write("providers/ours.yaml", OURS);
        write(
                "aliases.yaml",
                """
                aliases:
                  - {name: spideriq/coding, use_case: Ours, strategy: cheapest, needs: [chat], tiers: [[ours/big]]}
                  - {name: agent/night-shift, use_case: New, strategy: free_first, needs: [chat], tiers: [[ours/big]]}
                """);

        AliasBook book = AliasBook.load(load(), OperatorFiles.read(directory));

        assertThat(book.definitions())
                .filteredOn(alias -> alias.name().equals("spideriq/coding"))
                .singleElement()
                .satisfies(alias -> assertThat(alias.useCase()).isEqualTo("Ours"));
        assertThat(book.definitions().getLast().name()).isEqualTo("agent/night-shift");
    }

    @Test
    void namesFileFieldAndLineOfWhatIsBroken() throws IOException {
        write("providers/ours.yaml", OURS.replace("per: hour, reset: clock", "per: fortnight"));
        assertThatThrownBy(this::load)
                .isInstanceOf(BrokenCatalogueException.class)
                .hasMessageContaining("providers/ours.yaml")
                .hasMessageContaining("free_quota.windows")
                .hasMessageContaining("fortnight")
                .hasMessageContaining("near line 11");

        write("providers/ours.yaml", OURS.replace("reset: clock", "reset: pacific_midnight"));
        assertThatThrownBy(this::load).hasMessageContaining("'pacific_midnight' does not go with");

        write(
                "providers/ours.yaml",
                OURS.replace(
                                "as_of: 2026-11-01",
                                "models: [{model: small, windows: [{unit: concurrent, limit: 1}]}]\n  shared: false\n  as_of: 2026-11-01")
                        .replace("  shared: true\n", ""));
        assertThatThrownBy(this::load).hasMessageContaining("names model 'small'");
    }

    @Test
    void aPlanIsReadByItsGauges() throws IOException {
        write(
                "providers/ours.yaml",
                OURS.replace("windows:", "windows:\n    - {unit: percent, limit: 85, per: 18000s}")
                        .replace("    free: true\n", "")
                        .replace(
                                "rate_headers:",
                                "subscription: true\nrate_headers:\n  - {unit: percent, per: 18000s, used: X-Used, reset: X-Reset}"));

        CatalogueProvider ours = load().likeness("ours").orElseThrow();

        assertThat(ours.subscription()).isTrue();
        assertThat(ours.models()).as("paid for already").allMatch(CatalogueModel::free);
        assertThat(ours.freeQuota().windowsOf("big").getFirst())
                .isEqualTo(new QuotaWindow(QuotaUnit.PERCENT, 85, 18_000, QuotaReset.TOLD));
        assertThat(ours.rateHeaders().getFirst().header())
                .isEqualTo(
                        new RateHeader(QuotaUnit.PERCENT, 18_000, null, null, "x-used", "x-reset"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{unit: percent, per: 18000s}|limit of percent must be from 1 to 100, got null",
                "{unit: percent, limit: 101, per: 18000s}|from 1 to 100, got 101",
                "{unit: percent, limit: 90}|per",
                "{unit: percent, limit: 90, per: 18000s, reset: rolling}|its provider tells it",
                "{unit: tokens, limit: 90, per: 18000s, reset: told}|does not go with",
            })
    void tellsWhatIsWrongWithAGauge(String window, String message) throws IOException {
        write("providers/ours.yaml", OURS.replace("windows:", "windows:\n    - " + window));
        assertThatThrownBy(this::load)
                .hasMessageContaining("free_quota.windows")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{unit: percent, per: 18000s, remaining: x-left}|used must name a header",
                "{unit: tokens, per: minute, used: x-used}|limit or remaining must name a header",
                "{unit: tokens, per: minute, used: x-used, limit: x}|used goes with unit percent",
            })
    void tellsWhatIsWrongWithItsHeaders(String rule, String message) throws IOException {
        write("providers/ours.yaml", OURS.replace("rate_headers:", "rate_headers:\n  - " + rule));
        assertThatThrownBy(this::load)
                .hasMessageContaining("rate_headers")
                .hasMessageContaining(message);
    }

    @Test
    void leavesHiddenFilesOfAVolumeAlone() throws IOException {
        write("providers/.ours.yaml", "not a provider");
        write("providers/notes.txt", "not a provider");

        assertThat(load().mounted()).isEmpty();
    }

    @Test
    void saysWhereNoDirectoryIs() {
        assertThatThrownBy(() -> OperatorFiles.read(directory.resolve("nowhere")))
                .isInstanceOf(BrokenCatalogueException.class)
                .hasMessageContaining("nowhere");
    }

    private Catalogue load() {
        return Catalogue.load(null, Set.of(), OperatorFiles.read(directory));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void whatIsMountedComesBeforeWhatCameByTheApi() {
        OperatorFiles mounted =
                new OperatorFiles(Map.of("a", "mounted"), "mounted aliases", Set.of());
        OperatorFiles api =
                OperatorFiles.byApi(Map.of("a", "api", "b", "api", "aliases", "api aliases"));

        OperatorFiles both = mounted.over(api);

        assertThat(both.providers()).isEqualTo(Map.of("a", "mounted", "b", "api"));
        assertThat(both.aliases()).isEqualTo("mounted aliases");
        assertThat(both.byApi()).containsExactly("b");
        assertThat(OperatorFiles.NONE.over(api)).isEqualTo(api);
    }
}
