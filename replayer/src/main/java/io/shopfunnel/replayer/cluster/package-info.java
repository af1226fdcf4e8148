/** What ZooKeeper and Kafka know about their own members. */
@NullMarked
package io.shopfunnel.replayer.cluster;

import org.jspecify.annotations.NullMarked;
