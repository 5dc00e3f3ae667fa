/// What providers' own lists of models say differently from the catalogue, and what becomes of it.
@NullMarked
package io.spidergate.router.roster;

import org.jspecify.annotations.NullMarked;
