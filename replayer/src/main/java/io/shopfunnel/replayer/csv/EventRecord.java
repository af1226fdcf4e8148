package io.shopfunnel.replayer.csv;

/**
 * An event as it goes to Kafka.
 *
 * @param eventTime milliseconds since the epoch
 * @param key the user's number as text
 * @param value JSON
 */
public record EventRecord(long eventTime, byte[] key, byte[] value) {}
