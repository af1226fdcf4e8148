package io.shopfunnel.faults.round;

import java.nio.file.Path;

/**
 * A file, and what an undisturbed run has made of it.
 *
 * @param csv the file
 * @param topic which holds its events already, for bounded rounds
 * @param events how many rows it has
 * @param points the dump of all points
 * @param numbers the dump without those that count records
 */
record PreparedInput(Path csv, String topic, long events, Path points, Path numbers) {}
