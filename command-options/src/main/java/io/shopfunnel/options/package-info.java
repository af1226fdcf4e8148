/**
 * Where the options of a program with commands come from: arguments, environment variables and a
 * file, with one precedence; and all that is wrong with them, told at once.
 */
@NullMarked
package io.shopfunnel.options;

import org.jspecify.annotations.NullMarked;
