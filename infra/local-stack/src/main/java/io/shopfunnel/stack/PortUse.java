package io.shopfunnel.stack;

/**
 * A port that a service will bind.
 *
 * @param number the port
 * @param option the option of {@code local-stack up} that chooses it
 */
record PortUse(int number, String option) {}
