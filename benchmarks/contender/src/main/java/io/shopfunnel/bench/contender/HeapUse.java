package io.shopfunnel.bench.contender;

/**
 * What a JVM did with its heap between two moments.
 *
 * @param allocatedBytes on the heap, by all threads
 * @param stoppedSeconds how long collections stopped them all
 */
public record HeapUse(long allocatedBytes, double stoppedSeconds) {}
