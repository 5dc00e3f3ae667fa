package io.spidergate.gateway.exchange;

import io.spidergate.routing.Cooldowns;
import io.spidergate.routing.Quotas;

/// What this gateway knows beside the routing table when it plans.
record Knowledge(Cooldowns cooldowns, Quotas quotas, TokenScales scales) {}
