/** What faults fall on: the stack, the job, the replay, and what stands between them. */
@NullMarked
package io.shopfunnel.faults.stage;

import org.jspecify.annotations.NullMarked;
