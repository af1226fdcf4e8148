package io.shopfunnel.funnel;

/**
 * An event that must not happen between two steps.
 *
 * @param filter which events are excluded
 * @param afterStep the step, counted from 1, after which they are; they guard the way to the next
 */
public record Exclusion(EventFilter filter, int afterStep) {}
