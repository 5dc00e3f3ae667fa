package io.spidergate.router.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import io.spidergate.money.TokenUsage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final URI SIMULATOR = URI.create("http://127.0.0.1:8090/");

    @Test
    void loadsEveryFileOfTheCatalogue() throws IOException {
        Catalogue catalogue = Catalogue.load(SIMULATOR, Set.of(), OperatorFiles.NONE);

        assertThat(ids(catalogue.providers()))
                .containsExactlyInAnyOrderElementsOf(files("providers"));
        assertThat(ids(catalogue.simulated()))
                .containsExactlyInAnyOrderElementsOf(files("simulated"));
        assertThat(catalogue.providers()).allMatch(p -> p.baseUrl().getScheme().equals("https"));
        assertThat(catalogue.providers())
                .filteredOn(p -> p.keyEnv().isEmpty())
                .extracting(CatalogueProvider::id)
                .as("those that have no keys")
                .containsExactly("chatgpt");
    }

    @Test
    void saysWhoTellsOfEachModelAndWhen() {
        Catalogue catalogue = Catalogue.load(SIMULATOR, Set.of(), OperatorFiles.NONE);

        assertThat(Stream.concat(catalogue.providers().stream(), catalogue.templates().stream()))
                .allSatisfy(provider ->
                        assertThat(provider.models())
                                .allMatch(model -> model.source() != null && model.asOf() != null));
        assertThat(catalogue.providers()).hasSizeGreaterThanOrEqualTo(43);
        assertThat(catalogue.providers().stream().mapToInt(p -> p.models().size()).sum())
                .isGreaterThan(900);
    }

    @Test
    void takesUnknownTermsForTraining() {
        assertThat(parse(valid().replace("{trains_on_data: false}", "{note: x}")).terms())
                .matches(Terms::maySeeTraining);
    }

    @Test
    void knowsThePriceOfEachDay() {
        CatalogueModel model =
                parse(
                                valid()
                                        + """
                                            price_changes:
                                              - {from: 2027-01-01, price: {input: 2, output: 4}}
                                              - {from: 2027-03-01, price: {input: 3, output: 6}}
                                        """)
                        .models()
                        .getFirst();

        assertThat(input(model, "2026-12-31")).isEqualTo("1");
        assertThat(input(model, "2027-01-01")).isEqualTo("2");
        assertThat(input(model, "2027-02-28")).isEqualTo("2");
        assertThat(input(model, "2028-01-01")).isEqualTo("3");
        assertThat(model.priceChangesAfter(LocalDate.parse("2027-01-01")))
                .contains(LocalDate.parse("2027-03-01"));
        assertThat(model.priceChangesAfter(LocalDate.parse("2027-03-01"))).isEmpty();
    }

    @Test
    void chargesMoreForLongPromptsAndForWhatIsCachedInProportion() {
        TokenPrice price =
                parse(
                                valid().replace(
                                                "output: 2}",
                                                "output: 2, cached_input: 0.1, long_context: {above: 200, input: 2, output: 3}}"))
                        .models()
                        .getFirst()
                        .price()
                        .tokenPrice();

        assertThat(price.cost(new TokenUsage(200, 0, 0))).isEqualTo(Money.ofUsd("0.0002"));
        assertThat(price.cost(new TokenUsage(300, 0, 100))).isEqualTo(Money.ofUsd("0.0009"));
        assertThat(price.cost(new TokenUsage(1_000, 1_000, 0))).isEqualTo(Money.ofUsd("0.0002"));
        assertThatThrownBy(() ->
                        parse(
                                valid().replace(
                                                "output: 2}",
                                                "output: 2, long_context: {above: 0, input: 2, output: 3}}")))
                .hasMessageContaining("above must be 1 or more, got 0");
    }

    private static String input(CatalogueModel model, String day) {
        return model.priceOn(LocalDate.parse(day)).input().toString();
    }

    @Test
    void putsTheSimulatorsAddressIntoItsFiles() {
        Catalogue catalogue = Catalogue.load(SIMULATOR, Set.of(), OperatorFiles.NONE);

        assertThat(catalogue.simulatorPresent()).isTrue();
        assertThat(catalogue.simulated().getFirst().baseUrl())
                .isEqualTo(URI.create("http://127.0.0.1:8090/sim-swift/v1"));
        assertThat(catalogue.simulated()).allMatch(p -> p.auth() == AuthScheme.BEARER);
        assertThat(Catalogue.load(null, Set.of(), OperatorFiles.NONE).simulatorPresent()).isFalse();
    }

    @Test
    void believesAnOperatorWhoHasOptedOutOfTraining() {
        assertThat(trains(Set.of())).isTrue();
        assertThat(trains(Set.of("mistral"))).isFalse();
    }

    @Test
    void namesFileFieldAndLineOfAnUnknownKey() {
        assertThatThrownBy(() -> parse(valid().replace("context:", "contxt:")))
                .isInstanceOf(BrokenCatalogueException.class)
                .hasMessageContaining(
                        "p.yaml: models[0].contxt: unknown key; known are [as_of, by_name_only,");
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatThrownBy(() -> parse(valid().replace("name: P\n", "")))
                .hasMessageContaining("name is missing");
        assertThatThrownBy(() -> parse(valid().replace("    capabilities: [chat]\n", "")))
                .hasMessageContaining("models[0]: capabilities is missing");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> parse(valid() + "name: Q\n"))
                .hasMessageContaining("Duplicate field 'name'");
    }

    @Test
    void refusesWhatNobodyCanMean() {
        assertThatThrownBy(() -> parse(valid().replace("v1", "v1/")))
                .hasMessageContaining("must be absolute and without a slash at its end");
        assertThatThrownBy(() -> parse(valid().replace("max_output: 10", "max_output: 9000")))
                .hasMessageContaining("max_output 9000 of m is more than its context 100");
        assertThatThrownBy(() -> parse(valid().replace("[chat]", "[telepathy]")))
                .hasMessageContaining("p.yaml: models[0].capabilities[0]: ");
        assertThatThrownBy(() -> parse(valid().replace("input: 1", "input: -1")))
                .hasMessageContaining("a price must not be negative");
    }

    private static String valid() {
        return """
        id: p
        name: P
        base_url: https://p.example/v1
        auth: bearer
        terms: {trains_on_data: false}
        models:
          - id: m
            context: 100
            max_output: 10
            capabilities: [chat]
            price: {input: 1, output: 2}
        """;
    }

    private static CatalogueProvider parse(String text) {
        return CatalogueYaml.parse("p.yaml", text, CatalogueProvider.class);
    }

    private static boolean trains(Set<String> optedOut) {
        return Catalogue.load(null, optedOut, OperatorFiles.NONE).providers().stream()
                .filter(p -> p.id().equals("mistral"))
                .findFirst()
                .orElseThrow()
                .terms()
                .maySeeTraining();
    }

    private static List<String> ids(List<CatalogueProvider> providers) {
        return providers.stream().map(CatalogueProvider::id).toList();
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/catalogue", folder))) {
            return files.map(f -> f.getFileName().toString().replace(".yaml", "")).toList();
        }
    }
}
