package io.shopfunnel.metric;

import java.util.List;

/**
 * What one operator instance adds to a table.
 *
 * @param table which table
 * @param rows the names of the rows
 * @param counters for each row, what is added to its counters
 */
public record TableDelta(TableKey table, List<String> rows, List<long[]> counters) {}
