/** The topics, with settings under which no event of 2019 is lost. */
@NullMarked
package io.shopfunnel.replayer.topic;

import org.jspecify.annotations.NullMarked;
