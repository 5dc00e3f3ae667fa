package io.spidergate.router.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.RosterDecision;
import io.spidergate.contracts.routing.RosterView;
import io.spidergate.contracts.routing.RosterView.Kind;
import io.spidergate.contracts.routing.RosterView.State;
import io.spidergate.contracts.vault.RosterEntry;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.catalogue.CatalogueYaml;
import io.spidergate.router.roster.RosterPolicy.Then;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RostersTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-26");

    private static final RosterPolicy CAREFUL =
            new RosterPolicy(Then.PROPOSE, Then.PROPOSE, Then.APPLY);

    private static final CatalogueProvider KNOWN =
            provider(
                    """
                    models:
                      - {id: a, capabilities: [chat], price: {input: 1, output: 2, cached_input: 0.1, long_context: {above: 200, input: 2, output: 3}}}
                      - {id: b, capabilities: [chat], free: true}
                      - {id: c, capabilities: [chat]}
                    """);

    private static final CatalogueProvider UNKNOWN = provider("models: []");

    @Test
    void aListThatSaysTheSameChangesNothing() {
        RosterState state = list(priced("a", "1", "0.10", "2.0"), named("b"), named("c"));

        assertThat(view(KNOWN, state).changes()).isEmpty();
        assertThat(models(KNOWN, state)).isEqualTo(KNOWN.models());
    }

    @Test
    void whatIsNewOrMissingIsProposedAndChangesNothing() {
        RosterState state = list(named("b"), named("c"), named("d"));

        assertThat(view(KNOWN, state).changes())
                .containsExactly(
                        new RosterView.Change(Kind.MISSING, "a", State.PROPOSED, null, null),
                        new RosterView.Change(Kind.NEW, "d", State.PROPOSED, null, null));
        assertThat(models(KNOWN, state)).isEqualTo(KNOWN.models());
    }

    @Test
    void anotherPriceHoldsAtOnceAndLongPromptsKeepTheirs() {
        CatalogueModel model =
                models(KNOWN, list(priced("a", "1.5", "0.15", "2.5"), named("b"), named("c")))
                        .getFirst();

        assertThat(model.price().input()).isEqualTo("1.5");
        assertThat(model.price().output()).isEqualTo("2.5");
        assertThat(model.price().longContext().input()).isEqualTo("2");
        assertThat(model.source()).isEqualTo("the provider's list");
        assertThat(model.asOf()).isEqualTo(DAY);
    }

    @Test
    void aPriceThatOvertakesThatOfLongPromptsHoldsForAll() {
        CatalogueModel model =
                models(KNOWN, list(priced("a", "5", "0.5", "9"), named("b"), named("c")))
                        .getFirst();

        assertThat(model.price().longContext()).isNull();
    }

    @Test
    void whatHadNoPriceGetsOne() {
        RosterState state = list(named("a"), named("b"), priced("c", "3", null, "4"));

        assertThat(view(KNOWN, state).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.REPRICED))
                .satisfies(change -> assertThat(change.known()).isNull());
        assertThat(models(KNOWN, state).getLast().price().output()).isEqualTo("4");
    }

    @Test
    void allOfAProviderOfWhichNothingIsKnownIsTakenInByNameAlone() {
        List<CatalogueModel> models =
                models(
                        UNKNOWN,
                        list(
                                new RosterEntry(
                                        "x",
                                        8_000,
                                        2_000,
                                        Set.of(Capability.CHAT),
                                        price("0", "0")),
                                named("whisper-x")));

        assertThat(models).allMatch(CatalogueModel::byNameOnly);
        assertThat(models.getFirst())
                .matches(CatalogueModel::free)
                .matches(model -> model.context() == 8_000 && model.maxOutput() == 2_000);
        assertThat(models.getLast().capabilities()).containsExactly(Capability.AUDIO_TRANSCRIPTION);
        assertThat(models.getLast().free()).as("unpriced is not free").isFalse();
    }

    @Test
    void decisionsHoldUntilTheChangeIsAnother() {
        RosterState state = list(priced("a", "7", null, "8"), named("c"), named("d"));
        RosterState decided =
                decided(decided(state, State.APPLIED, "b", "d"), State.DISMISSED, "a");

        assertThat(models(KNOWN, decided))
                .extracting(CatalogueModel::id)
                .containsExactly("a", "c", "d");
        assertThat(models(KNOWN, decided).getFirst().price().input()).isEqualTo("1");
        assertThat(view(KNOWN, decided).changes())
                .extracting(RosterView.Change::state)
                .containsExactly(State.DISMISSED, State.APPLIED, State.APPLIED);

        RosterState again =
                decided.believed(NOW, List.of(priced("a", "9", null, "8"), named("b"), named("c")));
        assertThat(models(KNOWN, again))
                .extracting(CatalogueModel::id)
                .containsExactly("a", "b", "c");
        assertThat(models(KNOWN, again).getFirst().price().input())
                .as("another price is another change")
                .isEqualTo("9");
    }

    @Test
    void aDecisionCanBeTakenBackAndCanBeAboutAll() {
        RosterState state = list(named("a"), named("b"), named("d"));
        RosterState all = decided(state, State.APPLIED);

        assertThat(models(KNOWN, all))
                .extracting(CatalogueModel::id)
                .containsExactly("a", "b", "d");
        assertThat(models(KNOWN, decided(all, null))).isEqualTo(KNOWN.models());
    }

    @Test
    void aBrokenListNeverEmptiesTheCatalogue() {
        assertThat(Rosters.doubt(KNOWN, List.of())).contains("the list is empty");
        assertThat(Rosters.doubt(KNOWN, List.of(named("a"), named("z"))))
                .contains("the list has 1 of the 3 models that are known");
        assertThat(Rosters.doubt(KNOWN, List.of(named("a"), named("b")))).isEmpty();
        assertThat(Rosters.doubt(UNKNOWN, List.of(named("z")))).isEmpty();

        RosterState before = decided(list(named("a"), named("b"), named("d")), State.APPLIED);
        RosterState after = before.doubted(NOW.plusSeconds(9), "the list is empty");
        assertThat(models(KNOWN, after)).isEqualTo(models(KNOWN, before));
        assertThat(view(KNOWN, after).trouble()).isEqualTo("the list is empty");
        assertThat(models(KNOWN, RosterState.NONE.doubted(NOW, "away"))).isEqualTo(KNOWN.models());
    }

    private static List<CatalogueModel> models(CatalogueProvider provider, RosterState state) {
        return new Rosters(Map.of("p", state), CAREFUL).models(provider, DAY);
    }

    private static RosterView view(CatalogueProvider provider, RosterState state) {
        return new Rosters(Map.of("p", state), CAREFUL).view(provider, DAY);
    }

    private static RosterState decided(RosterState state, State decision, String... models) {
        return Rosters.decided(KNOWN, state, new RosterDecision(decision, List.of(models)), DAY);
    }

    private static RosterState list(RosterEntry... entries) {
        return RosterState.NONE.believed(NOW, Stream.of(entries).toList());
    }

    private static RosterEntry named(String id) {
        return new RosterEntry(id, 0, 0, Set.of(), null);
    }

    private static RosterEntry priced(String id, String input, String cached, String output) {
        BigDecimal known = cached == null ? null : new BigDecimal(cached);
        return new RosterEntry(
                id,
                0,
                0,
                Set.of(),
                new RosterEntry.Price(new BigDecimal(input), known, new BigDecimal(output)));
    }

    private static RosterEntry.Price price(String input, String output) {
        return new RosterEntry.Price(new BigDecimal(input), null, new BigDecimal(output));
    }

    private static CatalogueProvider provider(String models) {
        return CatalogueYaml.parse(
                "p.yaml",
                """
                id: p
                name: P
                base_url: https://p.example/v1
                auth: bearer
                terms: {trains_on_data: false}
                """
                        + models,
                CatalogueProvider.class);
    }
}
