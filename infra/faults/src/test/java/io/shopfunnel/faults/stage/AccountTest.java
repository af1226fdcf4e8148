package io.shopfunnel.faults.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {
  @Test
  void whatAddsUpIsWell() {
    assertThat(new Account(113, 110, 3, 0, 10, 100).mistakes(100, 3)).isEmpty();
  }

  @Test
  void aLostEventIsTold() {
    assertThat(new Account(99, 99, 0, 0, 0, 99).mistakes(100, 0))
        .containsExactly("99 events counted of 100");
  }

  @Test
  void eachSumThatDoesNotHoldIsTold() {
    assertThat(new Account(100, 101, 0, 1, 0, 99).mistakes(99, 1))
        .containsExactly(
            "consumed 100 is not valid 101 + dead 0",
            "valid 101 is not counted 99 + late 1 + duplicate 0",
            "0 dead letters of 1");
  }
}
