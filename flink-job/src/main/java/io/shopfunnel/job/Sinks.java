package io.shopfunnel.job;

import io.shopfunnel.operator.LateEvent;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.PointFinder;
import io.shopfunnel.schema.ShopOrder;
import io.shopfunnel.source.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's results go.
 *
 * @param points takes the points
 * @param standing finds the points that have been written
 * @param deadLetters takes the records that are no events
 * @param lateEvents takes the events that came too late to be counted
 * @param orders takes confirmed orders, or null where nobody asks for them
 */
record Sinks(
    Sink<PointBlock> points,
    PointFinder standing,
    Sink<DeadLetter> deadLetters,
    Sink<LateEvent> lateEvents,
    @Nullable Sink<ShopOrder> orders) {}
