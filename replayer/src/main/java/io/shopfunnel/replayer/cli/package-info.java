/**
 * The commands as a user types them: options, progress lines, sentences for mistakes, exit codes.
 */
@NullMarked
package io.shopfunnel.replayer.cli;

import org.jspecify.annotations.NullMarked;
