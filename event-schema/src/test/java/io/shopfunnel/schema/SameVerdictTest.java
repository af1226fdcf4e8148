package io.shopfunnel.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The decoder's short way changes no verdict: it is Jackson's, for whatever comes. */
class SameVerdictTest {
  private static final int RECORDS = 1_200_000;

  private final JsonEventEncoder encoder = new JsonEventEncoder();
  private final JsonEventDecoder decoder = new JsonEventDecoder();
  private final JacksonEventReader jackson = new JacksonEventReader(new Vocabulary());
  private final EventDraft draft = new EventDraft();

  @Test
  void spoiledRecordsAreReadOrRefusedAsJacksonReadsOrRefusesThem() {
    long seed = RandomGenerator.getDefault().nextLong();
    System.out.println("SameVerdictTest: seed " + seed);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    RecordMutations mutations = new RecordMutations(random);
    TemplateEventReader template = new TemplateEventReader(new Vocabulary());
    int read = 0;
    int readByTemplate = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] json = mutations.mutate(encoder.encode(event(random)));
      Object expected = verdictOfJackson(json);
      Object verdict = verdict(json, random);
      if (!Objects.equals(verdict, expected)) {
        assertThat(verdict)
            .as("seed %d, case %d: %s", seed, i, new String(json, ISO_8859_1))
            .isEqualTo(expected);
      }
      read += expected instanceof ShopEvent ? 1 : 0;
      readByTemplate += template.read(json, 0, json.length, draft) ? 1 : 0;
    }
    // Both ways were gone often, and both verdicts given.
    assertThat(readByTemplate).isBetween(RECORDS / 20, RECORDS / 2);
    assertThat(read).isBetween(readByTemplate + RECORDS / 20, RECORDS * 3 / 4);
  }

  /** Most are such as a shop's log holds, which the template reads; the others are odd. */
  private static ShopEvent event(RandomGenerator random) {
    ShopEvent odd = TestingEvents.random(random);
    if (random.nextInt(4) == 0) {
      return odd;
    }
    return new ShopEvent(
        1_575_158_400_000L + random.nextInt(200_000) * 1_000L,
        odd.type(),
        random.nextLong(1, 1L << random.nextInt(1, 40)),
        2_053_013_555_631_882_655L,
        random.nextBoolean() ? Category.UNKNOWN : Category.of("electronics.smartphone"),
        random.nextBoolean() ? null : "samsung",
        odd.priceCents(),
        random.nextLong(1, 1L << 30),
        SessionId.ofUuid(random.nextLong(), random.nextLong()),
        new EventId("2019-Dec.csv", random.nextLong(1, 1L << 26)));
  }

  /** The decoder's verdict of a record that stands among other bytes. */
  private Object verdict(byte[] json, RandomGenerator random) {
    int from = random.nextInt(20);
    byte[] among = new byte[from + json.length + random.nextInt(20)];
    random.nextBytes(among);
    System.arraycopy(json, 0, among, from, json.length);
    try {
      decoder.decode(among, from, from + json.length, draft);
      return draft.toEvent();
    } catch (MalformedEventException e) {
      return refusal(e);
    }
  }

  private Object verdictOfJackson(byte[] json) {
    try {
      jackson.read(json, 0, json.length, draft);
      return draft.toEvent();
    } catch (MalformedEventException e) {
      return refusal(e);
    }
  }

  private static String refusal(MalformedEventException e) {
    return e.field() + " | " + e.reason();
  }
}
