/** The {@code local-stack} command: up, down, status, kill, stop, start, reset, submit, await. */
@NullMarked
package io.shopfunnel.stack.cli;

import org.jspecify.annotations.NullMarked;
