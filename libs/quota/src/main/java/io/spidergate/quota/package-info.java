/// What accounts have used of their providers' quotas, what is left, and what answers teach about
/// limits. Pure: no I/O, no framework, time comes from outside.
@NullMarked
package io.spidergate.quota;

import org.jspecify.annotations.NullMarked;
