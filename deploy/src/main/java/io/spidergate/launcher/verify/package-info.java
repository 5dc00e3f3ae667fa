/// Runs the tests and adds up what they say.
@NullMarked
package io.spidergate.launcher.verify;

import org.jspecify.annotations.NullMarked;
