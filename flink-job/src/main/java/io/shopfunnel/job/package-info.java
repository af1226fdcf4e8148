/** The job itself: its options, its connectors, and its topology from top to bottom. */
@NullMarked
package io.shopfunnel.job;

import org.jspecify.annotations.NullMarked;
