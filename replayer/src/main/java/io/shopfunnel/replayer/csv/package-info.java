/**
 * Reads the shop's files, whatever their packing: rows with their place in the file, as Kafka's
 * keys and values, or what is wrong with them.
 */
@NullMarked
package io.shopfunnel.replayer.csv;

import org.jspecify.annotations.NullMarked;
