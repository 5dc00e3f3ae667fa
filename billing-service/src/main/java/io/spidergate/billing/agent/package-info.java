/// Agents and their tokens: minted, listed, revoked, and told to every gateway.
@NullMarked
package io.spidergate.billing.agent;

import org.jspecify.annotations.NullMarked;
