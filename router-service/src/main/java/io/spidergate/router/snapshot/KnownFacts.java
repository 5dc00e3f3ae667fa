package io.spidergate.router.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.Topics;
import io.spidergate.router.capability.CapabilityDesk;
import io.spidergate.router.catalogue.OperatorFiles;
import io.spidergate.router.catalogue.PostgresCatalogueFiles;
import io.spidergate.router.credential.CredentialFeed;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.health.HealthFeed;
import io.spidergate.router.health.PostgresResets;
import io.spidergate.router.provider.ApiProvider;
import io.spidergate.router.provider.PostgresProviders;
import io.spidergate.router.roster.PostgresRosters;
import io.spidergate.router.roster.RosterConfig;
import io.spidergate.router.roster.RosterPolicy;
import io.spidergate.router.roster.RosterState;
import io.spidergate.router.roster.Rosters;
import io.spidergate.router.share.ShareDesk;
import io.spidergate.router.topic.StartAt;
import io.spidergate.router.topic.TopicFollower;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Gathers the facts from files, database and topics, and remembers whether something has changed
/// since it was last asked, health apart from the rest.
@Singleton
public final class KnownFacts {

    /// Events of each partition that are read again after a start, at most.
    private static final long REPLAYED_EVENTS = 5_000;

    private final Declarations declarations;
    private final PostgresCatalogueFiles files;
    private final PostgresProviders providers;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean healthChanged = new AtomicBoolean();
    private final CredentialFeed credentials;
    private final HealthFeed health;
    private final List<TopicFollower> followers;
    private final PostgresRosters rosters;
    private final PostgresResets resets;
    private final ShareDesk shares;
    private final CapabilityDesk capabilities;
    private final Clock clock;
    private final RosterPolicy policy;
    private volatile @Nullable List<ApiProvider> apiProviders;
    private volatile Map<String, PostgresRosters.Stored> lists = Map.of();

    KnownFacts(
            Declarations declarations,
            PostgresCatalogueFiles files,
            PostgresProviders providers,
            PostgresRosters rosters,
            RosterConfig rosterConfig,
            PostgresResets resets,
            ShareDesk shares,
            CapabilityDesk capabilities,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.declarations = declarations;
        this.files = files;
        this.providers = providers;
        this.rosters = rosters;
        this.policy = rosterConfig.policy();
        this.resets = resets;
        this.shares = shares;
        this.capabilities = capabilities;
        this.clock = clock;
        this.credentials = new CredentialFeed(json, this::change);
        this.health =
                new HealthFeed(json, shares.watch(), capabilities, () -> healthChanged.set(true));
        this.followers =
                List.of(
                        new TopicFollower(
                                bootstrapServers,
                                Topics.CREDENTIALS,
                                new StartAt.Beginning(),
                                credentials,
                                clock),
                        new TopicFollower(
                                bootstrapServers,
                                Topics.REQUEST_EVENTS,
                                new StartAt.Recent(HealthFeed.RELEVANT, REPLAYED_EVENTS),
                                health,
                                clock));
    }

    void start() {
        followers.forEach(TopicFollower::start);
    }

    void stop() {
        followers.forEach(TopicFollower::close);
    }

    /// What is known, or why that is not enough yet.
    public sealed interface Answer {

        record Facts(RoutingFacts facts) implements Answer {}

        record NotYet(String reason) implements Answer {}
    }

    public Answer at(Instant now) {
        Credentials known = credentials.known();
        List<ApiProvider> added = apiProviders;
        if (known == null) {
            return new Answer.NotYet(credentials.state());
        }
        if (!declarations.isWhole()) {
            return new Answer.NotYet("the files of the catalogue have not been read yet");
        }
        if (added == null) {
            return new Answer.NotYet("the providers that were added have not been read yet");
        }
        return new Answer.Facts(
                new RoutingFacts(
                        declarations.catalogue(),
                        declarations.aliases(),
                        added,
                        known,
                        health.report(now),
                        rosters(),
                        shares.rolledBack(),
                        LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    /// Reads again what administrators, perhaps through another replica, have added.
    public void refreshProviders() throws SQLException {
        List<ApiProvider> read = providers.all();
        if (!read.equals(apiProviders)) {
            apiProviders = read;
            change();
        }
    }

    /// Reads again what providers' lists have told, perhaps through another replica.
    public void refreshRosters() throws SQLException {
        Map<String, PostgresRosters.Stored> read = rosters.refreshed(lists);
        if (!read.equals(lists)) {
            lists = read;
            change();
        }
    }

    /// Reads again which cooldowns somebody has ended, perhaps through another replica.
    public void refreshResets() throws SQLException {
        health.reset(resets.all());
    }

    /// Reads again which shares of aliases have ended by themselves, and ends what fails too often.
    public void refreshShares() throws SQLException {
        if (shares.refresh(declarations.aliases(), clock.instant())) {
            change();
        }
    }

    /// Reads what was measured before this process began, and stores what was learnt since.
    void refreshCapabilities() throws SQLException {
        capabilities.refresh(clock.instant());
    }

    private Rosters rosters() {
        Map<String, RosterState> states = new HashMap<>();
        lists.forEach((provider, stored) -> states.put(provider, stored.state()));
        return new Rosters(states, policy);
    }

    /// Reads again what operators have mounted, or put by the API.
    public void refreshFiles() throws SQLException {
        if (declarations.refresh(OperatorFiles.byApi(files.all()))) {
            change();
        }
    }

    /// Whether something else than health has changed since the last call.
    boolean takeChange() {
        return changed.getAndSet(false);
    }

    /// Whether somebody's health has changed since the last call.
    boolean takeHealthChange() {
        return healthChanged.getAndSet(false);
    }

    /// Whether attempts were heard of since the last call: how quickly deployments answer may be
    /// another.
    boolean takeHeard() {
        return health.takeHeard();
    }

    void change() {
        changed.set(true);
    }
}
