package io.shopfunnel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.TestingLines;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePublisherTest {
  private static final PointSchema ROW =
      PointSchema.of("row", "name", "window").numbers("count").flag("mature").rev();
  private static final PointSchema FIRST =
      PointSchema.of("first", "window").text("id").numbers("n");

  /** A count for each row, which is mature if it is even, and the row with the highest count. */
  private record Family(RowKey rowKey) implements TableFamily {
    @Override
    public String name() {
      return "f";
    }

    @Override
    public List<Window> windows() {
      return List.of(Window.MINUTE, Window.HOUR);
    }

    @Override
    public int columns() {
      return 1;
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public List<PointSchema> schemas() {
      return List.of(ROW, FIRST);
    }

    @Override
    public int pointsOfRow() {
      return 2;
    }

    @Override
    public PointSchema schema(int point) {
      return schemas().get(point);
    }

    @Override
    public List<String> tags(Window window, TableRows rows, int row, int point) {
      return point == 0 ? List.of(rows.name(row), window.tag()) : List.of(window.tag());
    }

    @Override
    public void draft(TableRows rows, PointDrafts drafts) {
      int first = TableRows.NO_ROW;
      for (int row = 0; row < rows.size(); row++) {
        long count = rows.counter(row, 0);
        if (count != 0) {
          drafts.point(row, 0).add(count).add(count % 2 == 0).end(count % 2 == 0);
          first = first < 0 || count > rows.counter(first, 0) ? row : first;
        }
      }
      if (first != TableRows.NO_ROW) {
        drafts.point(TableRows.WHOLE, 1).add(first).add(rows.counter(first, 0)).end(true);
      }
    }
  }

  private final TablePublisher publisher =
      new TablePublisher(new Family(RowKey.TEXT), Window.MINUTE);
  private WindowTable table = new WindowTable(1);

  private void add(String name, long count) {
    table.add(delta(new String[] {name}, new long[0], count));
  }

  private static TableDelta delta(String[] names, long[] numbers, long count) {
    TableKey key = new TableKey("f", Window.MINUTE, 0);
    return new TableDelta(key, 1, names, numbers, 1, new long[] {count});
  }

  private List<String> published() {
    return published(publisher);
  }

  private List<String> published(TablePublisher by) {
    List<String> lines = new ArrayList<>();
    by.publish(table, 60_000, (series, start, line) -> lines.add(TestingLines.text(line).strip()));
    return lines;
  }

  @Test
  void handsOutWhatIsNewOrHasChanged() {
    assertThat(published()).isEmpty();
    add("a", 1);
    add("b c", 4);
    assertThat(published())
        .containsExactly(
            "row,name=a,window=1m count=1i,mature=false,rev=0i 60000",
            "row,name=b\\ c,window=1m count=4i,mature=true,rev=0i 60000",
            "first,window=1m id=\"b c\",n=4i 60000");
    assertThat(published()).isEmpty();
    add("a", 2);
    assertThat(published())
        .containsExactly("row,name=a,window=1m count=3i,mature=false,rev=0i 60000");
  }

  @Test
  void countsAmendmentsSinceAPointWasFirstMature() {
    List<String> revs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      add("a", 1);
      revs.add(published().get(0).replaceAll(".*(mature.*) 60000", "$1"));
    }
    assertThat(revs)
        .containsExactly(
            "mature=false,rev=0i",
            "mature=true,rev=0i",
            "mature=false,rev=1i",
            "mature=true,rev=2i",
            "mature=false,rev=3i");
  }

  @Test
  void whatIsNoMoreIsWrittenAsZerosOnce() {
    add("a", 1);
    published();
    add("a", -1);
    assertThat(published())
        .containsExactly(
            "row,name=a,window=1m count=0i,mature=true,rev=0i 60000",
            "first,window=1m id=\"\",n=0i 60000");
    assertThat(published()).isEmpty();
    add("a", 3);
    assertThat(published())
        .containsExactly(
            "row,name=a,window=1m count=3i,mature=false,rev=1i 60000",
            "first,window=1m id=\"a\",n=3i 60000");
  }

  @Test
  void aCopyGoesOnByItself() {
    add("a", 1);
    published();
    WindowTable before = table;
    table = before.copy();
    add("a", 1);
    for (int i = 0; i < 100; i++) {
      add("more " + i, 1);
    }
    assertThat(published()).hasSize(102);
    table = before;
    assertThat(published()).as("the table that was copied").isEmpty();
    assertThat(before.size()).isEqualTo(1);
  }

  @Test
  void rowsMayBeNumbers() {
    TablePublisher byNumber = new TablePublisher(new Family(RowKey.NUMBER), Window.HOUR);
    for (long number = -20; number < 20; number++) {
      table.add(delta(new String[0], new long[] {number}, number == 7 ? 100 : 1));
    }
    assertThat(published(byNumber))
        .hasSize(41)
        .contains("row,name=-20,window=1h count=1i,mature=false,rev=0i 60000")
        .endsWith("first,window=1h id=\"7\",n=100i 60000");
    table.add(delta(new String[0], new long[] {-20}, 1));
    assertThat(published(byNumber))
        .containsExactly("row,name=-20,window=1h count=2i,mature=true,rev=0i 60000");
  }

  @Test
  void aTableThatNobodyFillsIsNamed() {
    TablePublishers publishers = new TablePublishers(List.of(new Family(RowKey.TEXT)));
    TableKey hour = new TableKey("f", Window.HOUR, 0);
    assertThat(publishers.of(hour)).isSameAs(publishers.of(new TableKey("f", Window.HOUR, 7)));
    assertThatThrownBy(() -> publishers.of(new TableKey("f", Window.DAY, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("family=f");
    assertThatThrownBy(() -> publishers.of(new TableKey("g", Window.HOUR, 0)))
        .hasMessageContaining("family=g");
  }

  /** Tables are dealt out by it, in savepoints too: it must not change from process to process. */
  @Test
  void theHashOfAKeyIsTheSameEverywhere() {
    assertThat(new TableKey("cart", Window.HOUR, 1_575_158_400_000L).hashCode())
        .isEqualTo(31 * (31 * "cart".hashCode() + 1) + Long.hashCode(1_575_158_400_000L));
  }
}
