package io.spidergate.dashboard.invite;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.vault.Contribution;

/// What became of the key that somebody has brought.
public record ContributionPage(Contribution contribution, NamedProvider provider)
        implements TemplateInstance {}
