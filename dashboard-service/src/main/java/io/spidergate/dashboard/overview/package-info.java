/// The first page: how the gateway is doing today.
@NullMarked
package io.spidergate.dashboard.overview;

import org.jspecify.annotations.NullMarked;
