/// Releases secrets to gateways, sealed to their own key and bounded in time.
@NullMarked
package io.spidergate.vault.lease;

import org.jspecify.annotations.NullMarked;
