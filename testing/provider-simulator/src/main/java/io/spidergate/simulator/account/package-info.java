/// Accounts of people who have a plan: where they sign in, and what their tokens are good for.
@NullMarked
package io.spidergate.simulator.account;

import org.jspecify.annotations.NullMarked;
