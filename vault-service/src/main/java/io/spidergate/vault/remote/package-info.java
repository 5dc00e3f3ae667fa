/// Services of other people in which keys and secrets live.
@NullMarked
package io.spidergate.vault.remote;

import org.jspecify.annotations.NullMarked;
