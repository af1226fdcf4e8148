/** The calendar of windows: their lengths, and where each begins and ends. Pure Java. */
@NullMarked
package io.shopfunnel.window;

import org.jspecify.annotations.NullMarked;
