package io.shopfunnel.faults.report;

/**
 * What a round has shown.
 *
 * @param kind the fault's name
 * @param round its number within the kind, from 1
 * @param seed from which all that was left to chance followed
 * @param course {@code bounded} or {@code live}
 * @param same whether every point is that of the undisturbed run, all counts add up, and the oracle
 *     agrees
 * @param verdict what was found, in a sentence
 * @param notes what chance has chosen; empty where there was nothing to choose
 * @param events rows of the file
 * @param points compared
 * @param lost events of the file that are not in the numbers
 * @param doubled events that are in the numbers more than once
 * @param outageSeconds from the fault to when its cause was gone
 * @param recoverySeconds from then until a checkpoint was complete that was begun later, or the job
 *     had ended
 * @param seconds of the whole round
 * @param commit of the repository
 * @param date of the round (UTC)
 */
public record RoundResult(
    String kind,
    int round,
    long seed,
    String course,
    boolean same,
    String verdict,
    String notes,
    long events,
    long points,
    long lost,
    long doubled,
    double outageSeconds,
    double recoverySeconds,
    double seconds,
    String commit,
    String date) {}
