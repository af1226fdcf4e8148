package io.shopfunnel.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static final String GOLDEN =
      "{\"event_time\":\"2019-12-01 00:00:05 UTC\",\"event_type\":\"remove_from_cart\","
          + "\"product_id\":5712790,\"category_id\":1487580005268456287,"
          + "\"category_code\":\"electronics.smartphone\",\"brand\":\"f.o.x\",\"price\":-6.07,"
          + "\"user_id\":576802932,\"user_session\":\"51d85cb0-897f-48d2-918b-ad63965c12dc\","
          + "\"event_id\":\"2019-Dec.csv:0000000042\"}";
  private static final ShopEvent GOLDEN_EVENT =
      new ShopEvent(
          1575158405000L,
          EventType.REMOVE_FROM_CART,
          5712790,
          1487580005268456287L,
          Category.of("electronics.smartphone"),
          "f.o.x",
          -607,
          576802932,
          SessionId.of("51d85cb0-897f-48d2-918b-ad63965c12dc"),
          new EventId("2019-Dec.csv", 42));

  private final JsonEventEncoder encoder = new JsonEventEncoder();
  private final BinaryEventCodec binary = new BinaryEventCodec();
  private final JsonEventDecoder decoder = new JsonEventDecoder();

  @Test
  void theGoldenRecordIsWrittenByteForByteAndReadBack() throws Exception {
    assertThat(new String(encoder.encode(GOLDEN_EVENT), UTF_8)).isEqualTo(GOLDEN);
    assertThat(decoder.decode(GOLDEN.getBytes(UTF_8))).isEqualTo(GOLDEN_EVENT);
  }

  @Test
  void theTemplateReaderTakesTheGoldenRecord() {
    assertThat(readOrNull(new TemplateEventReader(new Vocabulary()), GOLDEN.getBytes(UTF_8)))
        .isEqualTo(GOLDEN_EVENT);
  }

  @Test
  void anEventIsReadFromAPartOfAnArrayIntoADraftThatIsUsedAgain() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    EventDraft draft = new EventDraft();
    for (int i = 0; i < 5_000; i++) {
      ShopEvent event = TestingEvents.random(random);
      byte[] json = encoder.encode(event);
      int from = random.nextInt(40);
      byte[] among = new byte[from + json.length + random.nextInt(3)];
      Arrays.fill(among, (byte) '"');
      System.arraycopy(json, 0, among, from, json.length);
      decoder.decode(among, from, from + json.length, draft);
      assertThat(draft.toEvent()).as("case %d", i).isEqualTo(event);
      draft.set(TestingEvents.random(random));
    }
  }

  @Test
  void anyEventSurvivesTheRoundTripAndBothReadersAgree() throws Exception {
    long seed = 20191201;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    JacksonEventReader jackson = new JacksonEventReader(new Vocabulary());
    for (int i = 0; i < 20_000; i++) {
      ShopEvent event = TestingEvents.random(random);
      byte[] json = encoder.encode(event);
      assertThat(decoder.decode(json)).as("seed %d, case %d", seed, i).isEqualTo(event);
      assertThat(read(jackson, json)).as("seed %d, case %d", seed, i).isEqualTo(event);
      assertThat(throughBinary(event)).as("seed %d, case %d", seed, i).isEqualTo(event);
    }
  }

  private ShopEvent throughBinary(ShopEvent event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    binary.write(event, new DataOutputStream(bytes));
    return binary.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void aTextOfMoreThanAThousandCharactersIsMalformed() {
    String json = GOLDEN.replace("f.o.x", "x".repeat(1_001));
    assertThat(
            catchThrowableOfType(
                MalformedEventException.class, () -> decoder.decode(json.getBytes(UTF_8))))
        .hasMessage("brand: has 1001 characters, more than 1000");
  }

  @Test
  void aRecordWithOneByteChangedIsReadByBothReadersAlikeOrLeftToJackson() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    JacksonEventReader jackson = new JacksonEventReader(new Vocabulary());
    TemplateEventReader template = new TemplateEventReader(new Vocabulary());
    for (int i = 0; i < 50_000; i++) {
      byte[] json = GOLDEN.getBytes(UTF_8);
      json[random.nextInt(json.length)] = (byte) random.nextInt(256);
      ShopEvent taken = readOrNull(template, json);
      if (taken != null) {
        assertThat(readOrNull(jackson, json)).as(new String(json, UTF_8)).isEqualTo(taken);
      }
    }
  }

  private static ShopEvent read(JacksonEventReader reader, byte[] json)
      throws MalformedEventException {
    EventDraft draft = new EventDraft();
    reader.read(json, 0, json.length, draft);
    return draft.toEvent();
  }

  private static ShopEvent readOrNull(TemplateEventReader reader, byte[] json) {
    EventDraft draft = new EventDraft();
    return reader.read(json, 0, json.length, draft) ? draft.toEvent() : null;
  }

  private static ShopEvent readOrNull(JacksonEventReader reader, byte[] json) {
    try {
      return read(reader, json);
    } catch (MalformedEventException e) {
      return null;
    }
  }

  @Test
  void anotherKeyOrderNullsStringsForNumbersAndUnknownFieldsAreRead() throws Exception {
    String json =
        """
        { "event_id": "x", "user_session": null, "user_id": "7", "price": "1e1", "brand": "",
          "extra": {"a": [1, 2]}, "category_id": 2, "product_id": 3, "event_type": "view",
          "event_time": "2019-12-01T00:00:00Z" }
        """;
    assertThat(decoder.decode(json.getBytes(UTF_8)))
        .isEqualTo(
            new ShopEvent(
                1575158400000L,
                EventType.VIEW,
                3,
                2,
                Category.UNKNOWN,
                null,
                1_000,
                7,
                null,
                new EventId("x", EventId.NO_ROW)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          view               | looked        | event_type: 'looked' is none of
          2019-12-01 00:00:05| yesterday     | event_time: 'yesterday UTC' is no time
          2019-12-01 00:00:05| 2019-02-29 00:00:00 | event_time
          2019-12-01 00:00:05| 2019-12-01 24:00:00 | event_time
          6.07               | 6.075         | price: '-6.075' has fractions of a cent
          -6.07              | "cheap"       | price: 'cheap' is no number
          5712790            | 57.1          | product_id: '57.1' is no 64-bit integer
          576802932          | 99999999999999999999 | user_id
          event_id           | eventid       | event_id: is missing or empty
          user_id            | userid        | user_id: is missing or empty
          {"event_time"      | "event_time"  | no JSON
          """)
  void aWrongRecordSaysWhichFieldAndWhy(String part, String replacement, String expected) {
    String json =
        GOLDEN.replace("remove_from_cart", "view").replace(part.strip(), replacement.strip());
    MalformedEventException error =
        catchThrowableOfType(
            MalformedEventException.class, () -> decoder.decode(json.getBytes(UTF_8)));
    assertThat(error).as(json).isNotNull();
    assertThat(error.reason()).contains(expected.strip());
    assertThat(error.getStackTrace()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "user_session, 51d85cb0-897f-48d2-918b-ad63965c12dc",
    "event_id, 2019-Dec.csv",
    "brand, f.o.x",
    "category_code, electronics.smartphone",
    "event_type, remove_from_cart",
    "event_time, 2019-12-01 00:00:05 UTC"
  })
  void aLoneSurrogateIsMalformedInEveryField(String field, String text) {
    for (String lone : new String[] {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d"}) {
      String json = GOLDEN.replace(text, "x" + lone);
      MalformedEventException error =
          catchThrowableOfType(
              MalformedEventException.class, () -> decoder.decode(json.getBytes(UTF_8)));
      assertThat(error).as(json).isNotNull();
      assertThat(error.field()).isEqualTo(field);
      assertThat(error)
          .hasMessage(
              "%s: character 2 is half of a surrogate pair, %s, which no text holds alone"
                  .formatted(field, lone.substring(0, 6)));
    }
  }

  @Test
  void aLoneSurrogateThatIsWrittenAsBytesIsMalformed() {
    byte[] json = GOLDEN.replace("f.o.x", "***").getBytes(UTF_8);
    byte[] lone = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD};
    System.arraycopy(lone, 0, json, new String(json, UTF_8).indexOf("***"), lone.length);
    assertThat(catchThrowableOfType(MalformedEventException.class, () -> decoder.decode(json)))
        .hasMessageContaining("surrogate");
  }

  @Test
  void aPairOfSurrogatesIsACharacterAndSurvivesTheRoundTrip() throws Exception {
    String json =
        GOLDEN
            .replace("f.o.x", "\\ud83d\\ude00")
            .replace("electronics", "\uD83D\uDE00".repeat(400))
            .replace("51d85cb0-897f-48d2-918b-ad63965c12dc", "a\\ud83d\\ude00b")
            .replace("2019-Dec.csv", "\\ud83d\\ude00");
    ShopEvent event = decoder.decode(json.getBytes(UTF_8));
    assertThat(event.brand()).isEqualTo("\uD83D\uDE00");
    assertThat(event.session()).isEqualTo(SessionId.of("a\uD83D\uDE00b"));
    assertThat(throughBinary(event)).isEqualTo(event);
    assertThat(decoder.decode(encoder.encode(event))).isEqualTo(event);
  }

  /** The first record of all: the decoder remembers no day yet. */
  @ParameterizedTest
  @ValueSource(ints = {0, 0xFF})
  void aDayOfBytesThatAreNoTextIsMalformedFromTheFirstRecordOn(int symbol) {
    byte[] json = GOLDEN.getBytes(UTF_8);
    int day = GOLDEN.indexOf("2019-12-01");
    Arrays.fill(json, day, day + 8, (byte) symbol);
    Arrays.fill(json, day + 8, day + 11, (byte) 0);
    assertThat(
            catchThrowableOfType(
                MalformedEventException.class, () -> new JsonEventDecoder().decode(json)))
        .isNotNull();
  }

  @Test
  void anUnknownFieldIsLeftAloneWhateverItHolds() throws Exception {
    String unknown = "\"" + "\u65E5".repeat(10_000) + "\":\"\\ud83d" + "x".repeat(2_000) + "\",";
    String json = GOLDEN.replace("{", "{" + unknown);
    assertThat(decoder.decode(json.getBytes(UTF_8))).isEqualTo(GOLDEN_EVENT);
  }

  @Test
  void aByteThatIsNotUtf8IsMalformedAndNotReplaced() {
    byte[] json = GOLDEN.getBytes(UTF_8);
    json[GOLDEN.indexOf("f.o.x")] = (byte) 0xFF;
    assertThat(catchThrowableOfType(MalformedEventException.class, () -> decoder.decode(json)))
        .isNotNull();
  }
}
