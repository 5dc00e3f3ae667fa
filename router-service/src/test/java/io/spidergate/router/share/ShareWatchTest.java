package io.spidergate.router.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Usage;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.router.share.ShareWatch.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShareWatchTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final WorkspaceId ACME = new WorkspaceId("ws_acme");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_other");
    private static final Predicate<WorkspaceId> ALL = workspace -> true;

    private final ShareWatch watch = new ShareWatch();

    @Test
    void countsTheAttemptsOfTheSharesModelAlone() {
        learn(ACME, attempt("m", FailureClass.TIMEOUT), attempt("fallback", null));
        learn(ACME, attempt("m", null), attempt("m", null));
        assertThat(count(ALL, Instant.EPOCH)).isEqualTo(new Count(3, 1));
        assertThat(watch.count("other/alias", "open/m", ALL, Instant.EPOCH, NOON))
                .isEqualTo(Count.NONE);
        assertThat(watch.count("task/a", "open/n", ALL, Instant.EPOCH, NOON)).isEqualTo(Count.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {
                "RATE_LIMITED",
                "WINDOW_EXHAUSTED",
                "NO_QUOTA",
                "MONEY_EXHAUSTED",
                "CREDENTIAL_DEAD",
                "REQUEST_TOO_LARGE",
                "CONTEXT_TOO_LONG",
                "BAD_REQUEST",
                "CALLER_LEFT",
                "OUTRUN",
                "INTERRUPTED"
            })
    void quotasKeysAndCallersSayNothingOfAModel(FailureClass failure) {
        learn(ACME, attempt("m", failure));
        assertThat(count(ALL, Instant.EPOCH)).isEqualTo(Count.NONE);
    }

    @Test
    void workspacesAreToldApart() {
        learn(ACME, attempt("m", FailureClass.SERVER_ERROR));
        learn(OTHER, attempt("m", null));
        assertThat(count(ACME::equals, Instant.EPOCH)).isEqualTo(new Count(1, 1));
        assertThat(count(OTHER::equals, Instant.EPOCH)).isEqualTo(new Count(1, 0));
        assertThat(count(ALL, Instant.EPOCH)).isEqualTo(new Count(2, 1));
    }

    @Test
    void whatWasBeforeItWasResumedAndWhatIsLongPastDoesNotCount() {
        learn(ACME, attempt("m", FailureClass.SERVER_ERROR));
        assertThat(count(ALL, NOON)).isEqualTo(Count.NONE);
        assertThat(count(ALL, NOON.minusMillis(1))).isEqualTo(new Count(1, 1));
        Instant later = NOON.plus(Duration.ofHours(1)).plusMillis(1);
        assertThat(watch.count("task/a", "open/m", ALL, Instant.EPOCH, later))
                .isEqualTo(Count.NONE);
    }

    @Test
    void theLastHundredCount() {
        for (int attempt = 0; attempt < 100; attempt++) {
            learn(ACME, attempt("m", FailureClass.SERVER_ERROR));
        }
        for (int attempt = 0; attempt < 60; attempt++) {
            learn(ACME, attempt("m", null));
        }
        assertThat(count(ALL, Instant.EPOCH)).isEqualTo(new Count(100, 40));
        watch.forget();
        assertThat(count(ALL, Instant.EPOCH)).isEqualTo(Count.NONE);
    }

    private Count count(Predicate<WorkspaceId> whose, Instant after) {
        return watch.count("task/a", "open/m", whose, after, NOON);
    }

    private void learn(WorkspaceId workspace, AttemptRecord... attempts) {
        watch.learn("task/a", workspace, "open/m", List.of(attempts), NOON);
    }

    private static AttemptRecord attempt(String model, @Nullable FailureClass failure) {
        return new AttemptRecord(
                1,
                new DeploymentId("dep_open:default:" + model),
                "open",
                "default",
                null,
                model,
                0,
                null,
                null,
                1,
                null,
                failure,
                null,
                null,
                new Usage(0, 0, 0, Evidence.NONE),
                new Cost(0, Basis.NONE),
                List.of(),
                null);
    }
}
