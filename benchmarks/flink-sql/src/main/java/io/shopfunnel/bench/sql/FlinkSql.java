package io.shopfunnel.bench.sql;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Contender;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Stopwatch;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code shop-funnel.sql} on a cluster within this JVM, which is the same for all runs. It is
 * watched from when the job runs until it has finished.
 */
public final class FlinkSql implements Contender {
  private static final long POLL_MS = 10;

  private @Nullable MiniCluster cluster;

  @Override
  public Results consume(Assignment assignment, Stopwatch watch) throws Exception {
    MiniCluster running = cluster(assignment);
    ResultTopics topics = ResultTopics.create(assignment);
    try {
      JobID job = submit(running, assignment, topics);
      while (running.getJobStatus(job).get() == JobStatus.INITIALIZING
          || running.getJobStatus(job).get() == JobStatus.CREATED) {
        Thread.sleep(POLL_MS);
      }
      watch.start();
      // Throws where the job has failed.
      var unused =
          running.requestJobResult(job).get().toJobExecutionResult(FlinkSql.class.getClassLoader());
      watch.stop();
      return topics.read();
    } finally {
      topics.delete();
    }
  }

  private MiniCluster cluster(Assignment assignment) throws Exception {
    if (cluster == null) {
      cluster = new MiniCluster(Settings.cluster(assignment.parallelism()));
      cluster.start();
    }
    return cluster;
  }

  private static JobID submit(MiniCluster cluster, Assignment assignment, ResultTopics topics)
      throws Exception {
    Path checkpoints = assignment.directory().resolve("checkpoints");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment(
            "127.0.0.1",
            cluster.getRestAddress().get().getPort(),
            Settings.job(assignment.parallelism(), checkpoints));
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    List<String> statements =
        Script.statements(
            assignment.brokers(), assignment.topic(), topics.counts(), topics.funnel());
    TableResult submitted = Script.prepare(tables, statements).execute();
    return submitted.getJobClient().orElseThrow().getJobID();
  }
}
