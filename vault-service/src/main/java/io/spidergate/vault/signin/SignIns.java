package io.spidergate.vault.signin;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewSignIn;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.contracts.vault.SignInAnswer;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.vault.FreshIds;
import io.spidergate.vault.credential.Added;
import io.spidergate.vault.credential.Credentials;
import io.spidergate.vault.credential.Entered;
import io.spidergate.vault.credential.SignedIn;
import io.spidergate.vault.credential.SignedInCredentials;
import io.spidergate.vault.provider.RouterProviders;
import io.spidergate.vault.provider.RouterProviders.Address;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Begins and finishes sign-ins.
@Singleton
public final class SignIns {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String DEFAULT_ACCOUNT = "default";

    private final List<SignInMethod> methods;
    private final Attempts attempts;
    private final RouterProviders providers;
    private final Credentials credentials;
    private final SignedInCredentials signedIn;
    private final SignInConfig config;
    private final FreshIds ids;
    private final Clock clock;

    SignIns(
            Instance<SignInMethod> methods,
            Attempts attempts,
            RouterProviders providers,
            Credentials credentials,
            SignedInCredentials signedIn,
            SignInConfig config,
            FreshIds ids,
            Clock clock) {
        this.methods = methods.stream().toList();
        this.attempts = attempts;
        this.providers = providers;
        this.credentials = credentials;
        this.signedIn = signedIn;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether a key of the provider can be brought by a sign-in.
    public boolean bringsKey(String provider) {
        return method(provider).map(SignInMethod::bringsKey).orElse(false);
    }

    private Optional<SignInMethod> method(String provider) {
        return methods.stream().filter(it -> it.provider().equals(provider)).findFirst();
    }

    public Begun begin(@Nullable NewSignIn asked) {
        if (asked == null || asked.redirect() == null) {
            return new Begun.Invalid("redirect", "redirect is missing; send a sign-in as JSON");
        }
        return begin(asked, "");
    }

    /// @param invite by which it is begun
    public Begun beginFor(String invite, String provider, URI redirect) {
        return bringsKey(provider)
                ? begin(new NewSignIn(provider, null, null, null, redirect, null), invite)
                : new Begun.NotAllowed(
                        provider.equals(ChatGptSignIn.PROVIDER)
                                ? SignInTerms.PLAN_IS_PERSONAL
                                : noSignIn(provider));
    }

    private Begun begin(NewSignIn asked, String boundTo) {
        String provider = asked.provider() == null ? "" : asked.provider();
        Optional<String> forbidden = forbidden(provider);
        if (forbidden.isPresent()) {
            return new Begun.NotAllowed(forbidden.get());
        }
        SignInMethod method = method(provider).orElseThrow();
        Optional<Begun> wrong = wrong(asked, method);
        return wrong.orElseGet(() ->
                switch (providers.of(provider)) {
                    case Address.NoSuchProvider() -> new Begun.NoSuchProvider();
                    case Address.RouterAway() -> new Begun.RouterAway();
                    case Address.Known known -> started(asked, method, known, boundTo);
                });
    }

    private Optional<String> forbidden(String provider) {
        if (provider.equals(ChatGptSignIn.PROVIDER) && !config.chatgptAllowed()) {
            return Optional.of(SignInTerms.CHATGPT_NOT_ALLOWED);
        }
        return SignInTerms.refusal(provider)
                .or(() ->
                        method(provider).isPresent()
                                ? Optional.empty()
                                : Optional.of(noSignIn(provider)));
    }

    private static String noSignIn(String provider) {
        return provider.matches("[a-z0-9._-]{1,64}")
                ? "%s has no sign-in for other software; enter an API key".formatted(provider)
                : "there is no sign-in of this provider";
    }

    private Optional<Begun> wrong(NewSignIn asked, SignInMethod method) {
        SettingsChange settings = asked.settings() == null ? SettingsChange.NONE : asked.settings();
        if (!method.bringsKey() && Boolean.TRUE.equals(settings.shared())) {
            return Optional.of(new Begun.Invalid("settings.shared", Credentials.PLAN_NOT_SHARED));
        }
        Optional<Begun> redirect =
                method.wrongRedirect(asked.redirect())
                        .map(why -> new Begun.Invalid("redirect", why));
        return redirect.or(() ->
                credentials
                        .checkPlace(
                                workspace(asked),
                                asked.provider(),
                                account(asked),
                                asked.label() == null ? "" : asked.label().strip(),
                                settings)
                        .map(place -> new Begun.Invalid(place.field(), place.message())));
    }

    private Begun started(
            NewSignIn asked, SignInMethod method, Address.Known provider, String boundTo) {
        Attempt attempt =
                new Attempt(
                        ids.next("sgn_"),
                        asked.provider(),
                        new WorkspaceId(workspace(asked)),
                        account(asked),
                        asked.label() == null ? null : asked.label().strip(),
                        asked.settings(),
                        asked.redirect(),
                        method.clientId().orElse(null),
                        boundTo,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFETIME));
        return new Begun.Started(
                new StartedSignIn(
                        method.page(attempt, provider.baseUrl()),
                        attempts.handle(attempt),
                        attempt.expiresAt()));
    }

    private static String workspace(NewSignIn asked) {
        return asked.workspace() == null || asked.workspace().isBlank()
                ? WorkspaceId.DEFAULT.value()
                : asked.workspace();
    }

    private static String account(NewSignIn asked) {
        return asked.account() == null || asked.account().isBlank()
                ? DEFAULT_ACCOUNT
                : asked.account();
    }

    /// What the provider hands over for the answer that a browser has brought.
    ///
    /// @param boundTo the invite by which it was begun; empty where it was none
    public Brought exchange(@Nullable SignInAnswer asked, String boundTo)
            throws InterruptedException {
        Optional<Attempt> attempt = attempt(asked).filter(it -> it.boundTo().equals(boundTo));
        return attempt.isEmpty() || asked == null
                ? new Brought.Unknown()
                : exchange(attempt.get(), asked.answer());
    }

    private Optional<Attempt> attempt(@Nullable SignInAnswer asked) {
        return asked == null || asked.handle() == null || asked.answer() == null
                ? Optional.empty()
                : attempts.of(asked.handle());
    }

    private Brought exchange(Attempt attempt, String answer) throws InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(attempt.expiresAt())) {
            return new Brought.Expired();
        }
        return switch (providers.of(attempt.provider())) {
            case Address.Known known ->
                    method(attempt.provider())
                            .orElseThrow()
                            .exchange(attempt, known.baseUrl(), AnswerQuery.of(answer));
            case Address.NoSuchProvider() -> new Brought.Refused("the provider is no longer there");
            case Address.RouterAway() ->
                    new Brought.Unreachable("router-service does not answer; try again");
        };
    }

    public Finished finish(@Nullable SignInAnswer asked, String actor) throws InterruptedException {
        return switch (exchange(asked, "")) {
            case Brought.Key(String secret) -> entered(attempt(asked).orElseThrow(), secret, actor);
            case Brought.Tokens tokens -> kept(attempt(asked).orElseThrow(), tokens, actor);
            case Brought.Nothing nothing -> new Finished.Nothing(nothing);
        };
    }

    private Finished entered(Attempt attempt, String secret, String actor) {
        return switch (credentials.add(attempt.with(secret), actor)) {
            case Added.Created(CredentialView view) -> new Finished.Done(view);
            case Added.AlreadyHeld(CredentialView held) -> new Finished.AlreadyHeld(held);
            case Added.Invalid(String field, String message) ->
                    new Finished.Invalid(field, message);
        };
    }

    private Finished kept(Attempt attempt, Brought.Tokens tokens, String actor) {
        String label = attempt.label() == null ? label(tokens) : attempt.label();
        return switch (signedIn.put(
                new SignedIn(
                        attempt.workspace(),
                        attempt.provider(),
                        attempt.account(),
                        label,
                        attempt.settings() == null ? SettingsChange.NONE : attempt.settings(),
                        tokens.subject(),
                        tokens.grant(),
                        tokens.times()),
                actor)) {
            case SignedInCredentials.Put.Stored(CredentialView view) -> new Finished.Done(view);
            case SignedInCredentials.Put.OtherPlan(CredentialView held) ->
                    new Finished.OtherPlan(held);
        };
    }

    /// The provider says who has signed in; what no label can be is not taken for one.
    private String label(Brought.Tokens tokens) {
        Optional<Entered.Invalid> wrong =
                credentials.checkPlace(
                        WorkspaceId.DEFAULT.value(),
                        ChatGptSignIn.PROVIDER,
                        DEFAULT_ACCOUNT,
                        tokens.label(),
                        SettingsChange.NONE);
        return wrong.isPresent() ? ChatGptSignIn.PROVIDER : tokens.label();
    }
}
