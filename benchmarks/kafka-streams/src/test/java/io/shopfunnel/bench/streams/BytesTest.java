package io.shopfunnel.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.bench.streams.WindowKey.Family;
import io.shopfunnel.schema.SessionId;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void keysAndCountsComeBackAsTheyWere() {
    same(WindowKey.serde(), WindowKey.of(Family.EVENTS, 1575158461, 2));
    same(WindowKey.serde(), WindowKey.of(Family.FUNNEL, 1575158461, 3));
    same(Partial.serde(), new Partial(5, 1L << 40));
    same(SessionKey.serde(), new SessionKey(1, SessionId.ofUuid(-2, 3)));
    same(SessionKey.serde(), new SessionKey(1, SessionId.of("no uuid")));
    same(SessionKey.serde(), new SessionKey(1, SessionId.of("fifteen letters")));
  }

  @Test
  void windowsBeginAtFullMinutesAndHours() {
    assertThat(WindowKey.of(Family.EVENTS, 3_725, 0).start()).isEqualTo(3_720);
    assertThat(WindowKey.of(Family.FUNNEL, 3_725, 1).start()).isEqualTo(3_600);
  }

  @Test
  void whatAPartitionCountsAgainReplacesWhatItCountedBefore() {
    Sums sums = Sums.none().with(new Partial(2, 7)).with(new Partial(0, 1)).with(new Partial(2, 9));
    byte[] bytes = Sums.serde().serializer().serialize("", sums);
    assertThat(Sums.serde().deserializer().deserialize("", bytes).total()).isEqualTo(10);
  }

  private static <T> void same(Serde<T> serde, T value) {
    byte[] bytes = serde.serializer().serialize("", value);
    assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(value);
  }
}
