package io.shopfunnel.job;

import io.shopfunnel.operator.LateEvent;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.source.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where a job's results go.
 *
 * @param points takes the points
 * @param deadLetters takes the records that are no events
 * @param lateEvents takes the events that came too late to be counted
 */
record Sinks(Sink<PointBlock> points, Sink<DeadLetter> deadLetters, Sink<LateEvent> lateEvents) {}
