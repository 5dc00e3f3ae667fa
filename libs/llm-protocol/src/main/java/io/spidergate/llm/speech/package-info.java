/// Speech made from words, in OpenAI's form: what is to be said, by which voice.
@NullMarked
package io.spidergate.llm.speech;

import org.jspecify.annotations.NullMarked;
