package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlinkMemoryTest {
  @Test
  void taskAndFrameworkShareTheHeap() {
    FlinkMemory memory = new FlinkMemory(1024);
    assertThat(memory.jvmFlags()).contains("-Xmx1024m");
    assertThat(memory.configuration())
        .contains("framework.heap.size: 128m")
        .contains("task.heap.size: 896m");
  }

  @Test
  void tooSmallAHeapIsRefusedWithTheOptionThatSetsIt() {
    assertThatThrownBy(() -> new FlinkMemory(100))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--task-manager-heap");
  }
}
