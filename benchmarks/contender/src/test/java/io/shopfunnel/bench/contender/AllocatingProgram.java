package io.shopfunnel.bench.contender;

/**
 * Allocates 200 MiB, and collects now and then, for each line that it reads; answers with how many
 * bytes it has watched itself allocate.
 */
final class AllocatingProgram {
  static final long BYTES = 200L << 20;
  private static final int CHUNK = 64 << 10;

  private static byte[] kept = {};

  private AllocatingProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (HeapWatch watch = HeapWatch.own()) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        watch.start();
        allocate();
        System.out.println(watch.stop().allocatedBytes());
      }
    }
  }

  private static void allocate() {
    for (long i = 0; i < BYTES / CHUNK; i++) {
      kept = new byte[CHUNK];
      if (i % 1_000 == 0) {
        System.gc();
      }
    }
    if (kept.length != CHUNK) {
      throw new IllegalStateException("nothing was allocated");
    }
  }
}
