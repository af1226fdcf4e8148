package io.shopfunnel.bench.result;

/**
 * On what, with what and how it was measured.
 *
 * @param cores processors that the JVM sees
 * @param processor its model
 * @param memoryBytes of the machine
 * @param system kernel and architecture
 * @param java version of the JVM
 * @param versions of what was compared, in a sentence
 * @param commit of the repository; with a plus where files differed from it
 * @param date of the run, as in 2026-11-25
 * @param command by which it can be repeated
 */
public record Machine(
    int cores,
    String processor,
    long memoryBytes,
    String system,
    String java,
    String versions,
    String commit,
    String date,
    String command) {}
