package io.shopfunnel.replayer.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** What the brokers have written about themselves into ZooKeeper. */
public final class Registry implements Closeable {
  private static final int SESSION_MILLIS = 6_000;
  private static final String BROKERS = "/brokers/ids";
  private static final String CONTROLLER = "/controller";
  private static final JsonFactory JSON = new JsonFactory();

  private final ZooKeeper zooKeeper;

  private Registry(ZooKeeper zooKeeper) {
    this.zooKeeper = zooKeeper;
  }

  /**
   * @param servers {@code host:port}, several with commas
   * @param chroot where Kafka's own tree is, such as {@code /shop-funnel}, or empty
   * @param patienceMillis how long to wait for a server that answers
   * @return null where none answers
   */
  public static @Nullable Registry connect(String servers, String chroot, long patienceMillis)
      throws IOException, InterruptedException {
    CountDownLatch connected = new CountDownLatch(1);
    Watcher watcher =
        event -> {
          if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
            connected.countDown();
          }
        };
    ZooKeeper zooKeeper = new ZooKeeper(servers + chroot, SESSION_MILLIS, watcher);
    if (connected.await(patienceMillis, TimeUnit.MILLISECONDS)) {
      return new Registry(zooKeeper);
    }
    zooKeeper.close();
    return null;
  }

  /** The registered brokers: {@code host:port} by id. */
  public Map<Integer, String> brokers(@Nullable Runnable whenChanged)
      throws KeeperException, InterruptedException, IOException {
    Map<Integer, String> brokers = new TreeMap<>();
    if (zooKeeper.exists(BROKERS, watcher(whenChanged)) == null) {
      return brokers;
    }
    for (String id : zooKeeper.getChildren(BROKERS, watcher(whenChanged))) {
      try {
        brokers.put(
            Integer.valueOf(id), address(zooKeeper.getData(BROKERS + "/" + id, false, null)));
      } catch (KeeperException.NoNodeException goneMeanwhile) {
        brokers.remove(Integer.valueOf(id));
      }
    }
    return brokers;
  }

  /** The id of the controller, or -1 where there is none. */
  public int controller(@Nullable Runnable whenChanged)
      throws KeeperException, InterruptedException, IOException {
    if (zooKeeper.exists(CONTROLLER, watcher(whenChanged)) == null) {
      return -1;
    }
    try {
      String id = field(zooKeeper.getData(CONTROLLER, false, null), "brokerid");
      return id.isEmpty() ? -1 : Integer.parseInt(id);
    } catch (KeeperException.NoNodeException goneMeanwhile) {
      return -1;
    }
  }

  private static @Nullable Watcher watcher(@Nullable Runnable whenChanged) {
    if (whenChanged == null) {
      return null;
    }
    return (WatchedEvent event) -> {
      if (event.getType() != Watcher.Event.EventType.None) {
        whenChanged.run();
      }
    };
  }

  /** The first endpoint that a broker's registration names, without its protocol. */
  static String address(byte[] registration) throws IOException {
    String endpoint = field(registration, "endpoints");
    int slashes = endpoint.indexOf("://");
    return slashes < 0 ? "?" : endpoint.substring(slashes + 3);
  }

  /** The text of a field, or the first one in a field that holds a list. */
  private static String field(byte[] json, String name) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(name)) {
          JsonToken value = parser.nextToken();
          String text = value == JsonToken.START_ARRAY ? parser.nextTextValue() : parser.getText();
          return text == null ? "" : text;
        }
      }
    }
    return "";
  }

  @Override
  public void close() {
    try {
      zooKeeper.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
