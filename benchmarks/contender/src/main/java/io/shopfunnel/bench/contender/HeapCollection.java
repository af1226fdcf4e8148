package io.shopfunnel.bench.contender;

/**
 * A garbage collection that stopped all threads.
 *
 * @param collector its name
 * @param number which of that collector's collections it was, from 1
 * @param startMillis when it began, since the JVM's start
 * @param millis how long it took
 * @param usedBefore bytes of heap in use before it
 * @param usedAfter bytes of heap in use after it
 */
record HeapCollection(
    String collector,
    long number,
    long startMillis,
    long millis,
    long usedBefore,
    long usedAfter) {}
