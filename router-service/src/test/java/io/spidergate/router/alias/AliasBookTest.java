package io.spidergate.router.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.router.alias.TierSelector.Match;
import io.spidergate.router.catalogue.BrokenCatalogueException;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.OperatorFiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasBookTest {

    private static final Catalogue CATALOGUE = Catalogue.load(null, Set.of(), OperatorFiles.NONE);

    @Test
    void hasTheEightOfAgentsTheEighteenOfWorkersThreeForVectorsAndOneForVerdicts() {
        List<String> names =
                AliasBook.load(CATALOGUE, OperatorFiles.NONE).definitions().stream()
                        .map(AliasDefinition::name)
                        .toList();

        assertThat(names).hasSize(30);
        assertThat(names)
                .contains(
                        "agent/chat",
                        "agent/tool-use",
                        "agent/coding",
                        "agent/planning",
                        "agent/creative",
                        "agent/vision",
                        "agent/research",
                        "agent/fast",
                        "agent/embed",
                        "agent/embed-small",
                        "agent/embed-large",
                        "agent/moderation",
                        "spideriq/coding",
                        "spideriq/extraction",
                        "spideriq/classification",
                        "spideriq/summarization",
                        "spideriq/translation",
                        "spideriq/fast",
                        "spideriq/free",
                        "spideriq/chat",
                        "spideriq/research",
                        "spideriq/lead-analysis",
                        "spideriq/creative",
                        "spideriq/vision",
                        "spideriq/tool-use",
                        "spideriq/planning");
    }

    @Test
    void everyChainOfWordsEndsWithWhateverAnOperatorAdds() {
        AliasBook book = AliasBook.load(CATALOGUE, OperatorFiles.NONE);

        assertThat(book.definitions())
                .filteredOn(alias -> alias.needs().contains(Capability.CHAT))
                .allMatch(alias -> book.chain(alias).getLast() instanceof Match);
    }

    @Test
    void onlyTheFiveHarmlessTasksMayGoWhereDataIsTrainedOn() {
        assertThat(AliasBook.load(CATALOGUE, OperatorFiles.NONE).definitions())
                .filteredOn(AliasDefinition::allowTraining)
                .extracting(AliasDefinition::name)
                .containsExactlyInAnyOrder(
                        "spideriq/fast",
                        "spideriq/free",
                        "spideriq/extraction",
                        "spideriq/classification",
                        "spideriq/summarization");
    }

    @Test
    void refusesAModelThatNoProviderDeclares() {
        assertThatThrownBy(() -> parse("[groq/no-such-model]", ""))
                .isInstanceOf(BrokenCatalogueException.class)
                .hasMessageContaining(
                        "agent/x names 'groq/no-such-model', which no provider file declares");
    }

    @Test
    void refusesToGoOnWithWhatIsNotThereOrNeverEnds() {
        assertThatThrownBy(() -> parse("{match: any}", "then: agent/y"))
                .hasMessageContaining("agent/x goes on with 'agent/y'");
        assertThatThrownBy(() -> parse("{match: any}", "then: agent/x"))
                .hasMessageContaining("agent/x goes on with 'agent/x'");
    }

    @Test
    void refusesATierThatIsNeitherAListNorAMatch() {
        assertThatThrownBy(() -> parse("{match: cheap}", ""))
                .hasMessageContaining("aliases.yaml: aliases[0].tiers[0]: a tier is a list of");
        assertThatThrownBy(() -> parse("[nowhere]", ""))
                .hasMessageContaining("'nowhere' is not of the form provider/model");
    }

    @Test
    void readsWhetherOthersMayGoOnAndHowLongAnAttemptMayTake() {
        AliasDefinition hasty =
                parse("{match: any}", "continuation: true\n    deadlines: {first_token_ms: 1500}")
                        .definitions()
                        .getFirst();
        assertThat(hasty.continuation()).isTrue();
        assertThat(hasty.deadlines()).isEqualTo(new AliasDeadlines(1_500, null, null, null));
        AliasDefinition plain = parse("{match: any}", "").definitions().getFirst();
        assertThat(plain.continuation()).isFalse();
        assertThat(plain.deadlines()).isNull();
    }

    @Test
    void refusesADeadlineThatIsNone() {
        assertThatThrownBy(() -> parse("{match: any}", "deadlines: {gap_ms: 0}"))
                .isInstanceOf(BrokenCatalogueException.class)
                .hasMessageContaining("gap_ms=0 must be positive");
        assertThatThrownBy(() -> parse("{match: any}", "deadlines: {headers_ms: 5}"))
                .hasMessageContaining("headers_ms");
    }

    private static AliasBook parse(String tier, String more) {
        return AliasBook.parse(
                """
                aliases:
                  - name: agent/x
                    use_case: a test
                    strategy: cheapest
                    needs: [chat]
                    tiers: [%s]
                    %s
                """
                        .formatted(tier, more),
                CATALOGUE);
    }
}
