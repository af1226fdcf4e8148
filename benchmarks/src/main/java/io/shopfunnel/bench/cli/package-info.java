/** The program {@code bench}: its commands, and what it says when something is wrong. */
@NullMarked
package io.shopfunnel.bench.cli;

import org.jspecify.annotations.NullMarked;
