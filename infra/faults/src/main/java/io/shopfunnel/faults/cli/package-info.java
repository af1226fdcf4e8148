/** The {@code faults} program. */
@NullMarked
package io.shopfunnel.faults.cli;

import org.jspecify.annotations.NullMarked;
