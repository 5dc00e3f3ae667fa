package io.spidergate.dashboard.invite;

import io.quarkus.qute.TemplateInstance;
import io.spidergate.contracts.vault.InvitePageView;

/// Where a key is handed over.
///
/// @param refusal why the last key was not taken; empty at first
public record InvitePage(
        String token, InvitePageView invite, NamedProvider provider, String refusal)
        implements TemplateInstance {}
