/** Makes up a month of a shop's events: the same seed gives the same bytes on any machine. */
@NullMarked
package io.shopfunnel.replayer.generate;

import org.jspecify.annotations.NullMarked;
