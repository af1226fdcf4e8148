package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsersOfBlockTest {
  private static final long TIME = 1_575_158_400_000L;

  @Test
  void aBlockOfAnySizeMayComeFirst() {
    Random random = new Random(1);
    for (int size = 0; size <= 300; size++) {
      EventBlock block = block(size, 1 + random.nextInt(size + 1), random);
      assertThat(found(new UsersOfBlock(), block, TIME)).isEqualTo(expected(block, TIME));
    }
  }

  @Test
  void nothingIsLeftOfTheBlockBefore() {
    Random random = new Random(2);
    UsersOfBlock users = new UsersOfBlock();
    for (int round = 0; round < 500; round++) {
      int size = random.nextInt(EventBlock.MOST_EVENTS >> random.nextInt(12));
      EventBlock block = block(size, 1 + random.nextInt(size + 1), random);
      long time = TIME - 50 + random.nextInt(100);
      assertThat(found(users, block, time)).isEqualTo(expected(block, time));
    }
  }

  private static EventBlock block(int size, int users, Random random) {
    EventBlock block = new EventBlock(0);
    for (int i = 0; i < size; i++) {
      EventDraft event = new EventDraft();
      event.eventTime = TIME - 50 + random.nextInt(100);
      event.userId = random.nextInt(users) - users / 2;
      block.add(event);
    }
    return block;
  }

  private static Map<Long, List<Integer>> found(UsersOfBlock users, EventBlock block, long time) {
    users.turnTo(block, time);
    Map<Long, List<Integer>> found = new LinkedHashMap<>();
    int events = 0;
    for (int user = 0; user < users.size(); user++) {
      int first = users.first(user);
      List<Integer> places = new ArrayList<>();
      for (int place = first; place != UsersOfBlock.NONE; place = users.next(place)) {
        places.add(place);
        events++;
      }
      assertThat(found.put(block.userId(first), places)).isNull();
    }
    assertThat(users.events()).isEqualTo(events);
    return found;
  }

  private static Map<Long, List<Integer>> expected(EventBlock block, long time) {
    Map<Long, List<Integer>> expected = new LinkedHashMap<>();
    for (int place = 0; place < block.size(); place++) {
      if (block.time(place) <= time) {
        expected.computeIfAbsent(block.userId(place), user -> new ArrayList<>()).add(place);
      }
    }
    return expected;
  }
}
