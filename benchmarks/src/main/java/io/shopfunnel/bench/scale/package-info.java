/** What a shop of another size would take, computed from what was measured. Pure. */
@NullMarked
package io.shopfunnel.bench.scale;

import org.jspecify.annotations.NullMarked;
