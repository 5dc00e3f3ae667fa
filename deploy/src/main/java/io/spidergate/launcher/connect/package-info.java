/// Where browsers come back to after somebody has signed in at a provider.
@NullMarked
package io.spidergate.launcher.connect;

import org.jspecify.annotations.NullMarked;
