package io.shopfunnel.source;

import org.jspecify.annotations.Nullable;

/**
 * A record that is no event, with where it stands and what is wrong with it.
 *
 * @param key the record's key as it came, or null
 * @param value the record's value as it came, or null
 * @param topic the topic it was read from
 * @param partition the partition
 * @param offset the offset
 * @param timestamp the record's timestamp, in milliseconds since the epoch
 * @param field the field at fault; empty where the whole record is
 * @param reason what is wrong
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares dead letters.
public record DeadLetter(
    byte @Nullable [] key,
    byte @Nullable [] value,
    String topic,
    int partition,
    long offset,
    long timestamp,
    String field,
    String reason) {}
