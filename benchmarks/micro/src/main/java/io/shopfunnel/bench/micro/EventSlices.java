package io.shopfunnel.bench.micro;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as they come to an operator: so many between two watermarks, in blocks, and each watermark
 * a minute behind the last event.
 */
final class EventSlices {
  private static final int AT_ONCE = 1 << 14;
  private static final long DISORDER = 60_000;

  private final List<List<EventBlock>> slices = new ArrayList<>();
  private final List<Long> watermarks = new ArrayList<>();

  EventSlices(List<ShopEvent> events) {
    for (int from = 0; from < events.size(); from += AT_ONCE) {
      List<ShopEvent> slice = events.subList(from, Math.min(events.size(), from + AT_ONCE));
      slices.add(blocks(slice));
      watermarks.add(slice.get(slice.size() - 1).eventTime() - DISORDER);
    }
  }

  private static List<EventBlock> blocks(List<ShopEvent> events) {
    List<EventBlock> blocks = new ArrayList<>();
    EventDraft draft = new EventDraft();
    for (int i = 0; i < events.size(); i++) {
      if (i % EventBlock.MOST_EVENTS == 0) {
        blocks.add(new EventBlock(0));
      }
      draft.set(events.get(i));
      blocks.get(blocks.size() - 1).add(draft);
    }
    return blocks;
  }

  int count() {
    return slices.size();
  }

  List<EventBlock> blocks(int slice) {
    return slices.get(slice);
  }

  long watermark(int slice) {
    return watermarks.get(slice);
  }
}
