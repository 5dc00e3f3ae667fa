/// Notices: what people and systems are told of, by signed webhooks, mail and a topic.
@NullMarked
package io.spidergate.billing.notice;

import org.jspecify.annotations.NullMarked;
