package io.spidergate.dashboard.invite;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.Problem;

/// Instead of a page whose link leads nowhere. Pure.
public record ClosedLinkPage(int status, String title, String sentence)
        implements TemplateInstance {

    static final ClosedLinkPage TOO_MANY =
            new ClosedLinkPage(
                    429,
                    "Too many tries",
                    "Too many links or keys from here were not right. Wait a minute, then try again.");
    static final ClosedLinkPage AWAY =
            new ClosedLinkPage(
                    503, "Not now", "This cannot be done at the moment. Try again in a minute.");

    static ClosedLinkPage of(int status, Problem problem) {
        return switch (problem.code()) {
            case "link_used" ->
                    new ClosedLinkPage(
                            status,
                            "Already used",
                            "A key was handed over with this link; it works once. To take the key back, open the link that was shown then.");
            case "link_expired" ->
                    new ClosedLinkPage(
                            status,
                            "Expired",
                            "The time of this link is over. Ask who sent it for a new one.");
            case "link_revoked" ->
                    new ClosedLinkPage(
                            status,
                            "Called back",
                            "Who sent this link has called it back; nothing is needed from you.");
            case "sign_in_not_allowed" ->
                    new ClosedLinkPage(
                            status,
                            "Not by signing in",
                            "This provider has no sign-in for it. Go back, and paste a key.");
            default ->
                    new ClosedLinkPage(
                            status,
                            "No such link",
                            "Perhaps a part of it was lost on the way. Copy the whole link, or ask for a new one.");
        };
    }
}
