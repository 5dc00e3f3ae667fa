package io.spidergate.dashboard.peers;

import io.spidergate.contracts.identity.ServiceName;

/// A service that pages are made of, and what is missing without it.
public enum Peer {
    TRACES(ServiceName.TRACES, "traces and their totals"),
    BILLING(ServiceName.BILLING, "agents and their spend"),
    ROUTER(ServiceName.ROUTER, "providers and their state"),
    VAULT(ServiceName.VAULT, "the number of keys"),

    /// The vault for strangers with a link; it asks a provider meanwhile.
    LINKS(ServiceName.VAULT, "what the link is for");

    private final String service;
    private final String knows;

    Peer(String service, String knows) {
        this.service = service;
        this.knows = knows;
    }

    public String service() {
        return service;
    }

    /// For people: what cannot be shown while it is away.
    public String knows() {
        return knows;
    }
}
