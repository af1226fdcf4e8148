package io.shopfunnel.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineFormatTest {
  private static final long DECEMBER = 1_575_158_400_000L;
  private static final PointSchema EVENTS =
      PointSchema.of("events", "category", "event_type", "window").numbers("count", "cents");
  private static final PointSchema TYPES =
      PointSchema.of("types", "window").numbers("number").flag("flag").text("text");
  private static final PointSchema TAGGED = PointSchema.of("tagged", "brand").numbers("count");

  @Test
  void writesMeasurementTagsFieldsAndMilliseconds() throws Exception {
    assertThat(
            TestingLines.line(
                EVENTS, List.of("electronics", "view", "1m"), DECEMBER + 60_000, 7L, 700L))
        .isEqualTo(
            "events,category=electronics,event_type=view,window=1m count=7i,cents=700i"
                + " 1575158460000\n");
  }

  @Test
  void writesIntegersBooleansAndStrings() throws Exception {
    assertThat(types(-5, true, "p"))
        .isEqualTo("types,window=1h number=-5i,flag=true,text=\"p\" 1575158400000\n");
    assertThat(types(Long.MIN_VALUE, false, ""))
        .contains("number=-9223372036854775808i,flag=false,text=\"\"");
  }

  @Test
  void writesAPointWithoutTags() throws Exception {
    PointSchema schema = PointSchema.of("bare").numbers("count");
    assertThat(TestingLines.line(schema, List.of(), -1, 1L)).isEqualTo("bare count=1i -1\n");
  }

  @Test
  void escapesNames() throws Exception {
    PointSchema schema = PointSchema.of("a b,c=d", "t g=,").numbers("f d=,");
    assertThat(TestingLines.line(schema, List.of("v"), 0, 1L))
        .isEqualTo("a\\ b\\,c=d,t\\ g\\=\\,=v f\\ d\\=\\,=1i 0\n");
  }

  @Test
  void escapesCommasSpacesAndEqualsInTagValues() throws Exception {
    assertThat(tagged("a,b c=d", 1))
        .isEqualTo("tagged,brand=a\\,b\\ c\\=d count=1i 1575158400000\n");
  }

  @Test
  void leavesQuotesInTagValuesAlone() throws Exception {
    assertThat(tagged("\"l'oreal\"", 1)).contains("brand=\"l'oreal\" ");
  }

  @Test
  void writesALineBreakInATagValueAsASign() throws Exception {
    assertThat(tagged("a\nb\r", 1))
        .isEqualTo("tagged,brand=a\u240Ab\u240D count=1i 1575158400000\n");
  }

  @Test
  void keepsABackslashInsideATagValue() throws Exception {
    assertThat(tagged("a\\b", 1)).contains("brand=a\\b ");
    assertThat(tagged("a\\,b", 1)).contains("brand=a\\\\,b ");
  }

  @Test
  void writesABackslashAtTheEndOfATagValueAsALookAlike() throws Exception {
    assertThat(tagged("a\\", 1)).contains("brand=a\uFF3C count");
    assertThat(tagged("a\\\\", 1)).contains("brand=a\\\uFF3C count");
  }

  @Test
  void escapesQuotesAndBackslashesInStrings() throws Exception {
    assertThat(types(1, true, "say \"a\\b\", c=d\ne"))
        .contains("text=\"say \\\"a\\\\b\\\", c=d\ne\" ");
  }

  /** InfluxDB refuses such a line: see {@code InfluxSinkITCase}. */
  @Test
  void leavesAnEmptyTagValueEmpty() {
    assertThat(tagged("", 1)).isEqualTo("tagged,brand= count=1i 1575158400000\n");
  }

  @Test
  void aPointThatIsNoMoreHasZerosNoTextAndIsFinal() {
    LineFormat format = new LineFormat(TYPES.rev());
    LineBuffer line = new LineBuffer();
    format
        .series(List.of("1h"))
        .appendLine(format.zeros(), 3, number -> "never asked for", DECEMBER, line);
    assertThat(TestingLines.text(line))
        .isEqualTo("types,window=1h number=0i,flag=true,text=\"\",rev=3i 1575158400000\n");
  }

  @Test
  void refusesTagsThatAreNotTheSchemas() {
    LineFormat format = new LineFormat(TAGGED);
    assertThatThrownBy(() -> format.series(List.of("lego", "1h")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tagged")
        .hasMessageContaining("[lego, 1h]");
  }

  @Test
  void writesEveryNumberAsJavaDoes() {
    LineBuffer buffer = new LineBuffer();
    StringBuilder expected = new StringBuilder();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      for (long number : new long[] {1L << bit, (1L << bit) - 1, -(1L << bit), ~(1L << bit)}) {
        buffer.append(number);
        expected.append(number);
      }
    }
    for (long number = 1; number > 0 && number <= Long.MAX_VALUE / 10; number *= 10) {
      buffer.append(number);
      buffer.append(number - 1);
      expected.append(number).append(number - 1);
    }
    assertThat(TestingLines.text(buffer)).isEqualTo(expected.toString());
    buffer.clear();
    assertThat(buffer.length()).isZero();
  }

  private static String types(long number, boolean flag, String text) {
    return TestingLines.line(TYPES, List.of("1h"), DECEMBER, number, flag, text);
  }

  private static String tagged(String brand, long count) {
    return TestingLines.line(TAGGED, List.of(brand), DECEMBER, count);
  }
}
