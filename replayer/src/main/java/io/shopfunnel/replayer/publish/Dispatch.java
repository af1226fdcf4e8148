package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.BadRow;
import io.shopfunnel.replayer.csv.EventRecord;
import org.jspecify.annotations.Nullable;

/**
 * The next thing to send: an event, or a bad row; or neither, where many rows were passed over.
 *
 * @param arrival when it is to arrive, in milliseconds of event time
 */
record Dispatch(long arrival, @Nullable EventRecord event, @Nullable BadRow bad) {}
