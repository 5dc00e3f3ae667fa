/// What the outcomes of all gateways teach about deployments and accounts, and for how long they
/// cool.
@NullMarked
package io.spidergate.router.health;

import org.jspecify.annotations.NullMarked;
