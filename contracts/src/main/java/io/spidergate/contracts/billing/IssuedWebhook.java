package io.spidergate.contracts.billing;

/// A webhook and the secret that signs its calls, which is shown this once.
///
/// @param secret `whsec_…`, as the libraries of Standard Webhooks take it
public record IssuedWebhook(String secret, WebhookView webhook) {}
