/** When each event is to be sent. Pure: time comes from an injected clock, chance from a seed. */
@NullMarked
package io.shopfunnel.replayer.schedule;

import org.jspecify.annotations.NullMarked;
