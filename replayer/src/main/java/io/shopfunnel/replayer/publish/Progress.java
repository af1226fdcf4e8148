package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.SourcePosition;

/**
 * How far one source has come, as it stands beside the events in the same transaction.
 *
 * @param size the source's size in bytes, -1 where it is not known
 * @param fingerprint by which another source of the same name is told
 * @param run how often the source is being replayed, from 1
 * @param round how often it was gone through in this run, from 0
 * @param position where to read on
 * @param held the rows before the position that are yet to be sent, see {@link HeldRows}
 * @param bad how many bad rows went to the dead letters
 * @param shift milliseconds that are added to event times in this round
 * @param done whether the run is finished
 */
record Progress(
    long size,
    String fingerprint,
    int run,
    int round,
    SourcePosition position,
    String held,
    long bad,
    long shift,
    boolean done) {}
