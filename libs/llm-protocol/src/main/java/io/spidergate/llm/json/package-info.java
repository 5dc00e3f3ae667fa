/// JSON of others: read within bounds, checked field by field.
@NullMarked
package io.spidergate.llm.json;

import org.jspecify.annotations.NullMarked;
