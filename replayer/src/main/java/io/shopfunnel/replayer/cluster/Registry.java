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
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers have written about themselves into ZooKeeper. A session that has expired, or
 * that never began because no server answered, is begun anew at the next question.
 */
public final class Registry implements Closeable {
  private static final int SESSION_MILLIS = 6_000;
  private static final String BROKERS = "/brokers/ids";
  private static final String CONTROLLER = "/controller";
  private static final JsonFactory JSON = new JsonFactory();

  private final String connect;
  private final Runnable whenChanged;
  private @Nullable ZooKeeper session;
  private boolean watching;

  /**
   * @param servers {@code host:port}, several with commas
   * @param chroot where Kafka's own tree is, such as {@code /shop-funnel}, or empty
   * @param whenChanged is run when brokers or the controller may have come or gone: when a watch
   *     fires, and when the connection is back, as no watch tells what happened meanwhile
   */
  public Registry(String servers, String chroot, Runnable whenChanged) {
    connect = servers + chroot;
    this.whenChanged = whenChanged;
  }

  /** The registered brokers: {@code host:port} by id. */
  public Map<Integer, String> brokers() throws KeeperException, InterruptedException, IOException {
    ZooKeeper zooKeeper = connected();
    Map<Integer, String> brokers = new TreeMap<>();
    try {
      for (String id : zooKeeper.getChildren(BROKERS, false)) {
        byte @Nullable [] registration = data(zooKeeper, BROKERS + "/" + id);
        if (registration != null) {
          brokers.put(Integer.valueOf(id), address(registration));
        }
      }
    } catch (KeeperException.NoNodeException noBrokerEver) {
      return brokers;
    }
    return brokers;
  }

  /** The id of the controller, or -1 where there is none. */
  public int controller() throws KeeperException, InterruptedException, IOException {
    byte @Nullable [] controller = data(connected(), CONTROLLER);
    String id = controller == null ? "" : field(controller, "brokerid");
    return id.isEmpty() ? -1 : Integer.parseInt(id);
  }

  private static byte @Nullable [] data(ZooKeeper zooKeeper, String path)
      throws KeeperException, InterruptedException {
    try {
      return zooKeeper.getData(path, false, null);
    } catch (KeeperException.NoNodeException gone) {
      return null;
    }
  }

  /** A session that watches; the watches last as long as it does, through reconnections. */
  private ZooKeeper connected() throws KeeperException, InterruptedException, IOException {
    ZooKeeper zooKeeper = session;
    if (zooKeeper == null || !zooKeeper.getState().isAlive()) {
      close();
      zooKeeper = begin();
      session = zooKeeper;
    }
    if (!watching) {
      zooKeeper.addWatch(BROKERS, AddWatchMode.PERSISTENT);
      zooKeeper.addWatch(CONTROLLER, AddWatchMode.PERSISTENT);
      watching = true;
    }
    return zooKeeper;
  }

  private ZooKeeper begin() throws InterruptedException, IOException {
    CountDownLatch answered = new CountDownLatch(1);
    Watcher watcher =
        event -> {
          if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
            answered.countDown();
          }
          whenChanged.run();
        };
    ZooKeeper begun = new ZooKeeper(connect, SESSION_MILLIS, watcher);
    // Where none answers in this time the questions fail, and the session goes on trying.
    var unused = answered.await(SESSION_MILLIS, TimeUnit.MILLISECONDS);
    return begun;
  }

  /** The session, so that a test can make it expire. */
  @Nullable ZooKeeper session() {
    return session;
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
    watching = false;
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session = null;
  }
}
