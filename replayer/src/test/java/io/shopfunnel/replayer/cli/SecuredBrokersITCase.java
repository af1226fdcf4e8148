package io.shopfunnel.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.publish.KafkaSettings;
import io.shopfunnel.stack.LocalStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against brokers that take nobody without TLS, a name and a password. */
class SecuredBrokersITCase {
  private static final String PASSWORD = "a-secret-of-kafka";
  private static final String STORE_PASSWORD = "a-secret-of-the-store";
  private static final String LISTENER = "listener.name.secured.";

  @TempDir static Path folder;
  private static LocalStack stack;
  private static String secured;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    Path keys = folder.resolve("broker.p12");
    Path trust = folder.resolve("trust.p12");
    Path certificate = folder.resolve("broker.pem");
    keytool(keys, "-genkeypair -alias broker -dname CN=broker -ext san=ip:127.0.0.1 -keyalg EC");
    keytool(keys, "-exportcert -alias broker -rfc -file " + certificate);
    keytool(trust, "-importcert -alias broker -noprompt -file " + certificate);
    stack = LocalStack.builder().kafka().brokerSettings(security(keys)).start();
    secured = addListeners();
    clientFile("client.properties", PASSWORD, trust);
    clientFile("wrong.properties", "a-wrong-one", trust);
  }

  private static Map<String, String> security(Path keys) {
    return Map.of(
        LISTENER + "ssl.keystore.location",
        keys.toString(),
        LISTENER + "ssl.keystore.password",
        STORE_PASSWORD,
        LISTENER + "sasl.enabled.mechanisms",
        "PLAIN",
        LISTENER + "plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_shop=\""
            + PASSWORD
            + "\";");
  }

  /** Gives each broker a second, secured listener, and tells their addresses. */
  private static String addListeners() throws Exception {
    List<String> addresses = new ArrayList<>();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    String[] plain = stack.brokers().split(",");
    for (int broker = 1; broker <= plain.length; broker++) {
      String address = "127.0.0.1:" + freePort();
      String listeners = "PLAINTEXT://" + plain[broker - 1] + ",SECURED://" + address;
      Map<String, String> settings =
          Map.of(
              "listeners", listeners,
              "advertised.listeners", listeners,
              "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL");
      ConfigResource resource =
          new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker));
      changes.put(
          resource,
          settings.entrySet().stream()
              .map(s -> new ConfigEntry(s.getKey(), s.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList());
      addresses.add(address);
    }
    try (Admin admin = new KafkaSettings(stack.brokers(), new Properties()).admin()) {
      var unused = admin.incrementalAlterConfigs(changes).all().get();
    }
    return String.join(",", addresses);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void keytool(Path store, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", STORE_PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] words = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(words, StandardCharsets.UTF_8)).isZero();
  }

  private static void clientFile(String name, String password, Path trust) throws Exception {
    Map<String, String> settings =
        Map.of(
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"shop\" password=\""
                + password
                + "\";",
            "ssl.truststore.location",
            trust.toString(),
            "ssl.truststore.password",
            STORE_PASSWORD);
    String text =
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(name), text);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  private int run(String... arguments) {
    return Replayer.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private int runWith(String file, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--brokers", secured, "--topic", "safe"));
    all.addAll(List.of("--kafka-config", folder.resolve(file).toString()));
    return run(all.toArray(String[]::new));
  }

  @Test
  void withTheFileEveryCommandWorks() throws Exception {
    Path csv = folder.resolve("safe.csv");
    String header =
        "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,"
            + "user_session\n";
    String row = "2019-12-01 00:00:00 UTC,view,1,2,,,3.50,4,s\n";
    Files.writeString(csv, header + row + "no row\n");

    assertThat(runWith("client.properties", "topics")).as(err.toString()).isZero();
    assertThat(runWith("client.properties", "replay", csv.toString())).as(err.toString()).isZero();
    assertThat(runWith("client.properties", "dead-letters", "list")).isZero();
    assertThat(out.toString()).contains("events sent        1", "1 dead letters");

    String connect = stack.zooKeeperConnect();
    int slash = connect.indexOf('/');
    String[] zooKeeper = {
      "cluster", "--zookeeper", connect.substring(0, slash), "--chroot", connect.substring(slash)
    };
    assertThat(runWith("client.properties", zooKeeper)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("safe-0 ");
    assertThat(out.toString() + err).doesNotContain(PASSWORD, STORE_PASSWORD);
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    assertThat(runWith("wrong.properties", "topics")).isEqualTo(1);
    assertThat(err.toString())
        .contains("Authentication failed", "--kafka-config")
        .doesNotContain("a-wrong-one", STORE_PASSWORD, "\tat ");
  }

  @Test
  void withoutTheFileItIsSaidWhatMayBeMissing() {
    assertThat(run("topics", "--brokers", secured, "--topic", "safe")).isEqualTo(1);
    assertThat(err.toString())
        .contains("no broker answers there", "--kafka-config")
        .doesNotContain("\tat ");
  }
}
