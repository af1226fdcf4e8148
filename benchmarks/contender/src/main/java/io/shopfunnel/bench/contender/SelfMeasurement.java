package io.shopfunnel.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Measures the process that it runs in, and signals the beginning and the end. */
final class SelfMeasurement implements Stopwatch {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long pid = ProcessHandle.current().pid();
  private final HeapWatch heapWatch;
  private boolean running;
  private boolean over;
  private long startNanos;
  private double startCpu;
  private double seconds;
  private double cpuSeconds;
  private long peakBytes;
  private HeapUse heap = new HeapUse(0, 0);

  SelfMeasurement() throws IOException {
    heapWatch = HeapWatch.own();
  }

  @Override
  public synchronized void start() {
    if (running || over) {
      throw new IllegalStateException("a measurement begins once");
    }
    running = true;
    try {
      ProcessUsage.resetPeak(pid);
      heapWatch.start();
      startCpu = ProcessUsage.cpuSeconds(pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println(Signals.START);
    startNanos = System.nanoTime();
  }

  @Override
  public synchronized void stop() {
    long end = System.nanoTime();
    if (!running) {
      throw new IllegalStateException("nothing is being measured");
    }
    running = false;
    over = true;
    System.out.println(Signals.STOP);
    seconds = (end - startNanos) / NANOS;
    try {
      cpuSeconds = ProcessUsage.cpuSeconds(pid) - startCpu;
      peakBytes = ProcessUsage.peakBytes(pid);
      heap = heapWatch.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isRunning() {
    return running;
  }

  synchronized Report report() {
    if (!over) {
      throw new IllegalStateException("the contender never said that its results are complete");
    }
    return new Report(seconds, cpuSeconds, peakBytes, heap);
  }
}
