/// A one-node broker from the launcher's own libraries.
@NullMarked
package io.spidergate.launcher.kafka;

import org.jspecify.annotations.NullMarked;
