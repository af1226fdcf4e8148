package io.shopfunnel.bench.contender;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Watches the heap of a JVM whose every collection stops all threads, as the parallel collector's
 * do. It listens for the JVM's own word of each collection, and so costs the JVM next to nothing:
 * what was allocated is what the heap has grown by from the end of each collection to the beginning
 * of the next.
 */
public final class HeapWatch implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double MILLIS = 1000;

  private final MBeanServerConnection jvm;
  private final AutoCloseable connection;
  private final List<GarbageCollectorMXBean> collectors;
  private final Set<String> heapPools = new HashSet<>();
  private final List<HeapCollection> collections = new ArrayList<>();
  private HeapMoment start = new HeapMoment(Map.of(), 0);

  private HeapWatch(MBeanServerConnection jvm, AutoCloseable connection) throws IOException {
    this.jvm = jvm;
    this.connection = connection;
    this.collectors =
        List.copyOf(ManagementFactory.getPlatformMXBeans(jvm, GarbageCollectorMXBean.class));
    for (MemoryPoolMXBean pool :
        ManagementFactory.getPlatformMXBeans(jvm, MemoryPoolMXBean.class)) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    for (GarbageCollectorMXBean collector : collectors) {
      listenTo(collector.getObjectName());
    }
  }

  /** Watches the JVM that this runs in. */
  public static HeapWatch own() throws IOException {
    return new HeapWatch(ManagementFactory.getPlatformMBeanServer(), () -> {});
  }

  /** Watches another JVM of the same user. */
  @SuppressWarnings("BanJNDI") // The address comes from that JVM, not from anybody's input.
  public static HeapWatch of(long pid) throws IOException {
    JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agentAddress(pid)));
    return new HeapWatch(connector.getMBeanServerConnection(), connector);
  }

  private static String agentAddress(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("process %d lets nobody watch its heap".formatted(pid), e);
    }
  }

  private void listenTo(ObjectName collector) throws IOException {
    try {
      jvm.addNotificationListener(collector, (news, nothing) -> collected(news), null, null);
    } catch (JMException e) {
      throw new IOException(collector + " does not tell of collections", e);
    }
  }

  private void collected(Notification news) {
    if (!(news.getUserData() instanceof CompositeData data)) {
      return;
    }
    GarbageCollectionNotificationInfo told = GarbageCollectionNotificationInfo.from(data);
    GcInfo info = told.getGcInfo();
    HeapCollection collection =
        new HeapCollection(
            told.getGcName(),
            info.getId(),
            info.getStartTime(),
            info.getDuration(),
            heap(info.getMemoryUsageBeforeGc()),
            heap(info.getMemoryUsageAfterGc()));
    synchronized (this) {
      collections.add(collection);
      notifyAll();
    }
  }

  private long heap(Map<String, MemoryUsage> pools) {
    long sum = 0;
    for (Map.Entry<String, MemoryUsage> pool : pools.entrySet()) {
      sum += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
    }
    return sum;
  }

  /** From now on it counts. */
  public void start() throws IOException {
    start = now();
  }

  /** What happened since {@link #start}. */
  public HeapUse stop() throws IOException {
    HeapMoment end = now();
    List<HeapCollection> within = between(start, end);
    long allocated = 0;
    long stopped = 0;
    long used = start.used();
    for (HeapCollection collection : within) {
      allocated += collection.usedBefore() - used;
      stopped += collection.millis();
      used = collection.usedAfter();
    }
    return new HeapUse(allocated + end.used() - used, stopped / MILLIS);
  }

  /** The collections between two moments; some may be told a little later than they happen. */
  private synchronized List<HeapCollection> between(HeapMoment from, HeapMoment to)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<HeapCollection> within = from.until(to, collections);
    while (within.size() < to.collections() - from.collections()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IOException("the JVM has not told of all of its collections");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      within = from.until(to, collections);
    }
    return within;
  }

  /** Reads the heap until no collection comes between. */
  private HeapMoment now() throws IOException {
    while (true) {
      Map<String, Long> before = counts();
      long used =
          ManagementFactory.newPlatformMXBeanProxy(
                  jvm, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class)
              .getHeapMemoryUsage()
              .getUsed();
      if (before.equals(counts())) {
        return new HeapMoment(before, used);
      }
    }
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    for (GarbageCollectorMXBean collector : collectors) {
      counts.put(collector.getName(), collector.getCollectionCount());
    }
    return counts;
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
