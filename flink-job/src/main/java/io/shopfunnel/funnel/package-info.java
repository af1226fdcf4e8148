/**
 * Funnels: their definition (from YAML) and the matching of events against them. Pure Java; knows
 * the event schema and nothing else.
 */
@NullMarked
package io.shopfunnel.funnel;

import org.jspecify.annotations.NullMarked;
