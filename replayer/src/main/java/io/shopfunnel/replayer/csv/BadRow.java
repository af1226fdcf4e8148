package io.shopfunnel.replayer.csv;

import java.util.List;

/**
 * A row that is no event.
 *
 * @param source the source's name
 * @param row the number of the data row, from 1
 * @param field the field at fault, empty where the whole row is
 * @param reason what is wrong, for people
 * @param raw the row's bytes as they stand in the source
 * @param columns the names of the source's columns, so that a later version can read the row
 * @param near the event time of the last good row before it, or 0
 */
public record BadRow(
    String source,
    long row,
    String field,
    String reason,
    byte[] raw,
    List<String> columns,
    long near) {}
