/** The measurements as they are named on the wire, and the windows that their points start. */
@NullMarked
package io.shopfunnel.verify.point;

import org.jspecify.annotations.NullMarked;
