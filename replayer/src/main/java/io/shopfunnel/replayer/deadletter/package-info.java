/** Records that could not be read: listed by reason, and sent again once they can be. */
@NullMarked
package io.shopfunnel.replayer.deadletter;

import org.jspecify.annotations.NullMarked;
