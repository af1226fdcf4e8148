/** The command line. */
@NullMarked
package io.shopfunnel.verify.cli;

import org.jspecify.annotations.NullMarked;
