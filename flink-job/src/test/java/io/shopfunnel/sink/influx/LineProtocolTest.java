package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolTest {
  private final LineProtocol protocol = new LineProtocol();

  @Test
  void writesMeasurementTagsFieldsAndMilliseconds() throws Exception {
    assertThat(line(TestingPoints.events(1, 7)))
        .isEqualTo(
            "events,category=electronics,event_type=view,window=1m count=7i,cents=700i"
                + " 1575158460000\n");
  }

  @Test
  void writesIntegersBooleansAndStrings() throws Exception {
    assertThat(line(TestingPoints.types(-5, true, "p")))
        .isEqualTo("types,window=1h number=-5i,flag=true,text=\"p\" 1575158400000\n");
    assertThat(line(TestingPoints.types(Long.MIN_VALUE, false, "")))
        .contains("number=-9223372036854775808i,flag=false,text=\"\"");
  }

  @Test
  void writesAPointWithoutTags() throws Exception {
    PointSchema schema = new PointSchema("bare", List.of(), List.of("count"));
    assertThat(line(new MetricPoint(schema, -1, List.of(), List.of(1L))))
        .isEqualTo("bare count=1i -1\n");
  }

  @Test
  void escapesNames() throws Exception {
    PointSchema schema = new PointSchema("a b,c=d", List.of("t g=,"), List.of("f d=,"));
    assertThat(line(new MetricPoint(schema, 0, List.of("v"), List.of(1L))))
        .isEqualTo("a\\ b\\,c=d,t\\ g\\=\\,=v f\\ d\\=\\,=1i 0\n");
  }

  @Test
  void escapesCommasSpacesAndEqualsInTagValues() throws Exception {
    assertThat(line(TestingPoints.tagged("a,b c=d", 1)))
        .isEqualTo("tagged,brand=a\\,b\\ c\\=d count=1i 1575158400000\n");
  }

  @Test
  void leavesQuotesInTagValuesAlone() throws Exception {
    assertThat(line(TestingPoints.tagged("\"l'oreal\"", 1))).contains("brand=\"l'oreal\" ");
  }

  @Test
  void writesALineBreakInATagValueAsASign() throws Exception {
    assertThat(line(TestingPoints.tagged("a\nb\r", 1)))
        .isEqualTo("tagged,brand=a\u240Ab\u240D count=1i 1575158400000\n");
  }

  @Test
  void keepsABackslashInsideATagValue() throws Exception {
    assertThat(line(TestingPoints.tagged("a\\b", 1))).contains("brand=a\\b ");
    assertThat(line(TestingPoints.tagged("a\\,b", 1))).contains("brand=a\\\\,b ");
  }

  @Test
  void writesABackslashAtTheEndOfATagValueAsALookAlike() throws Exception {
    assertThat(line(TestingPoints.tagged("a\\", 1))).contains("brand=a\uFF3C count");
    assertThat(line(TestingPoints.tagged("a\\\\", 1))).contains("brand=a\\\uFF3C count");
  }

  @Test
  void escapesQuotesAndBackslashesInStrings() throws Exception {
    assertThat(line(TestingPoints.types(1, true, "say \"a\\b\", c=d\ne")))
        .contains("text=\"say \\\"a\\\\b\\\", c=d\ne\" ");
  }

  @Test
  void refusesAnEmptyTagValueWhichWouldGiveThePointAnotherIdentity() {
    StringBuilder text = new StringBuilder("before\n");
    assertThatThrownBy(() -> protocol.append(TestingPoints.tagged("", 1), text))
        .isInstanceOf(UnwritablePointException.class)
        .hasMessageContaining("tag 'brand' is empty");
    assertThat(text).hasToString("before\n");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAFloatingPointNumber(double value) {
    MetricPoint point =
        new MetricPoint(TestingPoints.TAGGED, 0, List.of("lego"), List.<Object>of(value));
    StringBuilder text = new StringBuilder();
    assertThatThrownBy(() -> protocol.append(point, text))
        .isInstanceOf(UnwritablePointException.class)
        .hasMessageContaining("field 'count' is " + value);
    assertThat(text).isEmpty();
  }

  @Test
  void refusesAFieldOfAnotherType() {
    MetricPoint point = new MetricPoint(TestingPoints.TAGGED, 0, List.of("x"), List.of(1));
    assertThatThrownBy(() -> line(point)).hasMessageContaining("field 'count' is 1 (Integer)");
  }

  private String line(MetricPoint point) throws UnwritablePointException {
    StringBuilder text = new StringBuilder();
    protocol.append(point, text);
    return text.toString();
  }
}
