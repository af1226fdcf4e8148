/**
 * The contract between the replayer and the job: what a shop event is, its total order, and how it
 * is written as JSON on Kafka. Depends on the JDK and Jackson only.
 */
@NullMarked
package io.shopfunnel.schema;

import org.jspecify.annotations.NullMarked;
