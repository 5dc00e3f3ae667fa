package io.spidergate.billing.notice;

import io.spidergate.billing.http.Refusal;
import io.spidergate.billing.notice.WebhookRules.Broken;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.IssuedWebhook;
import io.spidergate.contracts.billing.NewWebhook;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.WebhookChange;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.contracts.billing.WebhookView.State;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Makes, lists, changes, tries and removes webhooks.
@ApplicationScoped
class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    private final PostgresWebhooks store;
    private final PostgresDeliveryViews deliveries;
    private final PostgresNotices notices;
    private final PostgresTransactions transactions;
    private final SecretKeysetFile keyset;
    private final AddressBook addresses;
    private final Reach reach;
    private final Courier courier;
    private final RandomGenerator random;
    private final Clock clock;

    Webhooks(
            PostgresWebhooks store,
            PostgresDeliveryViews deliveries,
            PostgresNotices notices,
            PostgresTransactions transactions,
            SecretKeysetFile keyset,
            AddressBook addresses,
            AllowedNetworks networks,
            Courier courier,
            RandomGenerator random,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.notices = notices;
        this.transactions = transactions;
        this.keyset = keyset;
        this.addresses = addresses;
        this.reach = networks.reach();
        this.courier = courier;
        this.random = random;
        this.clock = clock;
    }

    IssuedWebhook create(NewWebhook asked) {
        SecretKeyset keys = requireKeyset();
        List<NoticeType> types = asked.types() == null ? List.of() : asked.types();
        String description = asked.description() == null ? "" : asked.description();
        refuse(checkUrl(asked.url()).or(() -> check(types, description)));
        WorkspaceId workspace = Workspace.of(asked.workspace());
        Instant now = now();
        String id = SortedIds.mint(SortedIds.WEBHOOK, now, random);
        WebhookSecret secret = WebhookSecret.mint(random);
        StoredWebhook made =
                new StoredWebhook(
                        id,
                        workspace,
                        asked.url(),
                        List.copyOf(types),
                        description,
                        State.ACTIVE,
                        null,
                        null,
                        keys.seal(secret, id, workspace),
                        null,
                        null,
                        now);
        return switch (store.insert(made, WebhookRules.MAX_WEBHOOKS)) {
            case PostgresWebhooks.Inserted.Done() ->
                    new IssuedWebhook(secret.reveal(), made.view(now, 0));
            case PostgresWebhooks.Inserted.NoSuchWorkspace() -> throw Workspace.unknown();
            case PostgresWebhooks.Inserted.TooMany() ->
                    throw Refusal.conflict(
                            "too_many_webhooks",
                            "a workspace has at most %d webhooks; remove one first"
                                    .formatted(WebhookRules.MAX_WEBHOOKS),
                            "workspace");
        };
    }

    List<WebhookView> page(@Nullable String workspace, int limit, @Nullable String after) {
        return store.page(workspace, Refusal.requireLimit(limit), after, now());
    }

    WebhookView show(String id, @Nullable String workspace) {
        return store.view(id, workspace, now()).orElseThrow(Webhooks::noSuchWebhook);
    }

    WebhookView change(String id, @Nullable String workspace, WebhookChange change) {
        refuse(
                (change.url() == null ? Optional.<Broken>empty() : checkUrl(change.url()))
                        .or(() ->
                                check(
                                        change.types() == null ? List.of() : change.types(),
                                        change.description() == null ? "" : change.description())));
        WebhookView after =
                store.change(id, workspace, stored -> stored.with(change), now())
                        .orElseThrow(Webhooks::noSuchWebhook);
        courier.soon();
        return after;
    }

    void remove(String id, @Nullable String workspace) {
        if (!store.delete(id, workspace)) {
            throw noSuchWebhook();
        }
    }

    IssuedWebhook rotate(String id, @Nullable String workspace, Rotation rotation) {
        SecretKeyset keys = requireKeyset();
        refuse(WebhookRules.checkRotation(rotation));
        Instant graceEnds = now().plus(Duration.ofSeconds(rotation.graceSeconds()));
        WebhookSecret secret = WebhookSecret.mint(random);
        WebhookView view =
                store.change(
                                id,
                                workspace,
                                stored ->
                                        stored.rotated(
                                                keys.seal(secret, stored.id(), stored.workspace()),
                                                graceEnds),
                                now())
                        .orElseThrow(Webhooks::noSuchWebhook);
        return new IssuedWebhook(secret.reveal(), view);
    }

    /// Also for one that is paused or disabled: it is sent when that ends.
    Notice test(String id, @Nullable String workspace) {
        requireKeyset();
        WebhookView webhook = show(id, workspace);
        Map<String, Object> data =
                Map.of("webhook", webhook.id(), "message", "This webhook works.");
        Notice notice =
                transactions.call(connection ->
                        notices.raiseFor(
                                connection,
                                webhook.id(),
                                new NewNotice(
                                        "webhook.test",
                                        NoticeType.WEBHOOK_TEST,
                                        webhook.workspace(),
                                        webhook.id(),
                                        data)));
        courier.soon();
        return notice;
    }

    List<NoticeDelivery> deliveries(
            String id, @Nullable String workspace, int limit, @Nullable String after) {
        show(id, workspace);
        return deliveries.ofWebhook(id, Refusal.requireLimit(limit), after);
    }

    NoticeDelivery redeliver(String id, String delivery, @Nullable String workspace) {
        show(id, workspace);
        NoticeDelivery again =
                deliveries
                        .again(id, delivery, now())
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "delivery_not_found",
                                        "the webhook has no delivery of that id"));
        courier.soon();
        return again;
    }

    private Optional<Broken> checkUrl(@Nullable String url) {
        return WebhookRules.checkUrl(url, !reach.allowed().isEmpty()).or(() -> checkHost(url));
    }

    private static Optional<Broken> check(List<NoticeType> types, String description) {
        return WebhookRules.checkTypes(types).or(() -> WebhookRules.checkDescription(description));
    }

    /// For a clear word early; what counts is where the host leads at each call. One that nobody
    /// knows yet may come to be known.
    private Optional<Broken> checkHost(@Nullable String text) {
        URI url = URI.create(String.valueOf(text));
        try {
            List<InetAddress> found = addresses.of(url.getHost());
            return WebhookRules.checkAddresses(url, found, reach);
        } catch (UnknownHostException e) {
            LOG.infof("a webhook was made whose host is not known yet: %s", url.getHost());
            return Optional.empty();
        }
    }

    private SecretKeyset requireKeyset() {
        return keyset.keyset()
                .orElseThrow(() ->
                        Refusal.unavailable(
                                "webhooks_off", "there are no webhooks: " + keyset.trouble()));
    }

    static void refuse(Optional<Broken> rule) {
        rule.ifPresent(broken -> {
            throw Refusal.badRequest(broken.field(), broken.message());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static WebApplicationException noSuchWebhook() {
        return Refusal.notFound("webhook_not_found", "there is no webhook of that id");
    }
}
