package io.spidergate.contracts.identity;

/// Who may call an internal endpoint: issuer's subject and only group of a service token.
public final class ServiceName {

    public static final String GATEWAY = "gateway-service";
    public static final String ROUTER = "router-service";
    public static final String VAULT = "vault-service";
    public static final String BILLING = "billing-service";
    public static final String TRACES = "trace-collector";
    public static final String DASHBOARD = "dashboard-service";

    /// The command line of a platform's operator: `./spidergate token`, `./spidergate provider`.
    public static final String OPERATOR = "operator";

    private ServiceName() {}
}
