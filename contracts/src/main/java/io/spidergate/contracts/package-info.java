/// The wire between the services; one package an owner. Records validate, golden examples under
/// `src/test/resources/golden` hold the JSON, and nothing here behaves.
///
/// Rules: instants are ISO-8601 UTC, durations are integer milliseconds with the suffix `Ms`, money
/// is integer nano-USD with the suffix `NanoUsd`, absent fields are omitted, unknown fields are
/// ignored by readers.
@NullMarked
package io.spidergate.contracts;

import org.jspecify.annotations.NullMarked;
