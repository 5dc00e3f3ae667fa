/// Money and token prices as exact integers; nothing here ever holds a floating point number.
@NullMarked
package io.spidergate.money;

import org.jspecify.annotations.NullMarked;
