package io.shopfunnel.replayer.csv;

import org.jspecify.annotations.Nullable;

/**
 * What a row turned out to be: an event, or a bad row; or neither, where its time tells that it is
 * not asked for.
 *
 * @param source the index of the source in the list of sources
 * @param row the number of the data row, from 1
 * @param time its event time; that of the last good row before it where it is bad
 * @param event the event, or null
 * @param bad what is wrong, or null
 */
public record SourceRow(
    int source, long row, long time, @Nullable EventRecord event, @Nullable BadRow bad) {}
