package io.spidergate.contracts.vault;

import java.net.URI;

/// An invite that was just made.
///
/// @param link for the person; whoever has it can bring a key, once
/// @param mail whether the link was sent
/// @param mailMessage what came of it, for people
public record CreatedInvite(InviteView invite, URI link, Mail mail, String mailMessage) {

    public enum Mail {
        SENT,
        FAILED,
        /// Nobody asked for it.
        NOT_ASKED,
        /// The vault knows no mail server.
        NOT_CONFIGURED
    }

    /// Without the link.
    @Override
    public String toString() {
        return "CreatedInvite[invite=%s, mail=%s]".formatted(invite.id(), mail);
    }
}
