package io.shopfunnel.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void cpuIsUserAndKernelTimeOfTheFieldsBehindAnAwkwardName() {
    String stat = "12 (java (x) y) S 1 2 3 4 5 6 7 8 9 10 1234 66 13 14 20 0 1";
    assertThat(ProcessUsage.cpuSecondsOf(stat)).isEqualTo(13.0);
  }

  @Test
  void machineIsBusyInAllButIdleAndWaiting() {
    String stat = "cpu  100 20 30 9999 8888 4 6 7 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
    assertThat(ProcessUsage.machineCpuSecondsOf(stat)).isEqualTo(1.6);
  }

  @Test
  void thisProcessHasUsedSomething() throws Exception {
    long pid = ProcessHandle.current().pid();
    ProcessUsage.resetPeak(pid);
    assertThat(ProcessUsage.peakBytes(pid)).isGreaterThan(10_000_000);
    assertThat(ProcessUsage.cpuSeconds(pid)).isPositive();
    assertThat(ProcessUsage.machineCpuSeconds()).isPositive();
  }
}
