/// Providers' quotas, spent locally from what router-service has granted, and what answers tell of
/// them.
@NullMarked
package io.spidergate.gateway.quota;

import org.jspecify.annotations.NullMarked;
