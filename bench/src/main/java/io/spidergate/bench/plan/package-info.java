/// What it costs to decide who may serve a request.
@NullMarked
package io.spidergate.bench.plan;

import org.jspecify.annotations.NullMarked;
