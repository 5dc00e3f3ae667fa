/// The vault: what every feature of it shares with its process.
@NullMarked
package io.spidergate.vault;

import org.jspecify.annotations.NullMarked;
