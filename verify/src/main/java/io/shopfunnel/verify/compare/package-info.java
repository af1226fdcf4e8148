/** Compares every point both ways, and checks what must add up. */
@NullMarked
package io.shopfunnel.verify.compare;

import org.jspecify.annotations.NullMarked;
