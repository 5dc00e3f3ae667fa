/// Providers, models, prices, aliases and deployments; publishes the routing snapshot.
@NullMarked
package io.spidergate.router;

import org.jspecify.annotations.NullMarked;
