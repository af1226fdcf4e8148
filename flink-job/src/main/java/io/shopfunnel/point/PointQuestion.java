package io.shopfunnel.point;

/**
 * Asks which points of a measurement stand in the database.
 *
 * @param schema the measurement, its tags, and its fields, of which every point has the first
 * @param window the value of the tag {@code window}
 * @param from the first time, in milliseconds since the epoch
 * @param to the last time, in milliseconds since the epoch
 */
public record PointQuestion(PointSchema schema, String window, long from, long to) {}
