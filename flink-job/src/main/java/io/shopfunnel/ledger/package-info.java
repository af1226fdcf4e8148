/**
 * What is followed about each user, in the total order of their events: recent events, what follows
 * from them, and how that is taken back and done again when a late event comes. All of it lies in
 * flat arrays of longs, which rest, move, are copied and are checkpointed as the same bits. Pure
 * Java; knows the schema, funnels and tables, but no metric and no Flink.
 */
@NullMarked
package io.shopfunnel.ledger;

import org.jspecify.annotations.NullMarked;
