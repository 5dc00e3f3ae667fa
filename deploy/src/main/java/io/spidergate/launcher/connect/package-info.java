/// Keys that a provider hands over after its user has signed in there, in a browser.
@NullMarked
package io.spidergate.launcher.connect;

import org.jspecify.annotations.NullMarked;
