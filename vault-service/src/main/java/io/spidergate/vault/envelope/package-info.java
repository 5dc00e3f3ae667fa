/// The only place that touches keys: seals secrets at rest, fingerprints them, seals them to a
/// recipient.
@NullMarked
package io.spidergate.vault.envelope;

import org.jspecify.annotations.NullMarked;
