/// What router-service publishes and answers: the routing snapshot, providers and their models.
@NullMarked
package io.spidergate.contracts.routing;

import org.jspecify.annotations.NullMarked;
