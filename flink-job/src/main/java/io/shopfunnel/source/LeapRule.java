package io.shopfunnel.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a partition's time is believed to have leapt.
 *
 * @param maxLeap how far ahead of its partition's time an event may be and still move that time by
 *     itself
 * @param witnesses of how many different users there must be events at or beyond the end of a
 *     longer leap; 1: every leap is believed
 */
public record LeapRule(Duration maxLeap, int witnesses) implements Serializable {}
