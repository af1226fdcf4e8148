package io.shopfunnel.replayer.csv;

import org.jspecify.annotations.Nullable;

/**
 * What a row turned out to be: an event, or a bad row.
 *
 * @param source the index of the source in the list of sources
 * @param row the number of the data row, from 1
 * @param event the event, or null where the row is bad
 * @param bad what is wrong, or null where it is an event
 */
public record SourceRow(int source, long row, @Nullable EventRecord event, @Nullable BadRow bad) {}
