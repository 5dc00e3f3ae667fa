package io.spidergate.router.provider;

import io.spidergate.contracts.Problem;
import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.router.catalogue.Catalogue;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides whether what an administrator sent can become a provider.
public sealed interface ProviderCheck {

    Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,60}");
    Pattern MODEL = Pattern.compile("[\\p{Graph}&&[^\"\\\\]]{1,150}");
    int MAX_MODELS = 500;
    int MAX_URL = 500;

    record Accepted(ApiProvider provider) implements ProviderCheck {}

    record Refused(Problem problem) implements ProviderCheck {}

    static ProviderCheck check(String id, NewProvider wanted, Catalogue catalogue) {
        String account = wanted.account() == null ? "default" : wanted.account();
        Problem problem = firstProblem(id, account, wanted);
        problem = problem == null ? LikenessCheck.problem(wanted, catalogue) : problem;
        if (problem != null) {
            return new Refused(problem);
        }
        return new Accepted(
                new ApiProvider(
                        id,
                        withoutSlash(wanted.baseUrl()),
                        wanted.credentialRequired(),
                        wanted.free(),
                        account,
                        wanted.models(),
                        wanted.like(),
                        wanted.modelsLike()));
    }

    private static @Nullable Problem firstProblem(String id, String account, NewProvider wanted) {
        if (!ID.matcher(id).matches()) {
            return invalid("id", id, "must match " + ID);
        }
        if (!ACCOUNT.matcher(account).matches()) {
            return invalid("account", account, "must match " + ACCOUNT);
        }
        Problem address = addressProblem(wanted.baseUrl());
        return address == null ? modelsProblem(wanted.models()) : address;
    }

    private static @Nullable Problem addressProblem(@Nullable URI url) {
        if (url == null) {
            return new Problem("invalid_provider", "baseUrl is missing", "baseUrl");
        }
        String shown = url.toString();
        if (shown.length() > MAX_URL) {
            return invalid("baseUrl", shown, "must have at most %d characters".formatted(MAX_URL));
        }
        if (url.getRawUserInfo() != null) {
            // Not shown: it may hold a password.
            return new Problem(
                    "invalid_provider",
                    "baseUrl must not contain a user or a password: keys belong in the vault",
                    "baseUrl");
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            return invalid("baseUrl", shown, "must be http://host… or https://host…");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return invalid("baseUrl", shown, "must have neither query nor fragment");
        }
        return null;
    }

    private static @Nullable Problem modelsProblem(List<String> models) {
        if (models.isEmpty() || models.size() > MAX_MODELS) {
            return invalid(
                    "models", models.size() + " names", "must have 1 to %d".formatted(MAX_MODELS));
        }
        Set<String> seen = new HashSet<>();
        for (String model : models) {
            if (!MODEL.matcher(model).matches()) {
                return invalid(
                        "models", model, "must have 1 to 150 visible characters without quotes");
            }
            if (!seen.add(model)) {
                return invalid("models", model, "must not be there twice");
            }
        }
        return null;
    }

    /// Values are shown up to 80 characters.
    static Problem invalid(String field, String value, String limit) {
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "…";
        return new Problem("invalid_provider", "%s '%s' %s".formatted(field, shown, limit), field);
    }

    private static URI withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/")
                ? withoutSlash(URI.create(text.substring(0, text.length() - 1)))
                : url;
    }
}
