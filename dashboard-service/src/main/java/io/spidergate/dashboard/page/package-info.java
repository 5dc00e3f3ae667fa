/// What all pages share: figures as people read them, charts, errors.
@NullMarked
package io.spidergate.dashboard.page;

import org.jspecify.annotations.NullMarked;
