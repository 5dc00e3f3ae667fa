/// The pages of the suite, rendered on the server.
@NullMarked
package io.spidergate.dashboard;

import org.jspecify.annotations.NullMarked;
