package io.shopfunnel.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.ServiceStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger on the machine meets at a stack that was brought up without any option. */
class ClosedByDefaultITCase {
  private static final String POINT = "m f=1i 1575158400000000000";
  private static final String NOBODY = "none";
  private static ClosedStack stack;

  @BeforeAll
  static void up() throws Exception {
    stack = ClosedStack.up();
  }

  @AfterAll
  static void down() {
    stack.close();
  }

  @Test
  void everyServiceListensOnLoopbackOnly() throws Exception {
    for (ServiceStatus service : stack.services().status()) {
      Set<String> addresses = ListeningSockets.of(service.pid().orElseThrow());
      assertThat(ListeningSockets.LOOPBACK).as(service.name()).containsAll(addresses);
      assertThat(addresses.isEmpty()).as(service.name()).isEqualTo(isDeaf(service));
    }
  }

  private static boolean isDeaf(ServiceStatus service) {
    return service.name().equals("supervisor");
  }

  @Test
  void passwordsAreMadeByChanceAndTheirOwnersAlone() throws Exception {
    assertThat(Files.getPosixFilePermissions(stack.secrets()))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    try (Stream<Path> files = Files.walk(stack.secrets()).filter(Files::isRegularFile)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    Login writer = stack.services().influxWriter().orElseThrow();
    Login reader = stack.services().influxReader().orElseThrow();
    assertThat(writer.password()).hasSizeGreaterThan(30).isNotEqualTo(reader.password());
  }

  @Test
  void influxDbAsksWhoComes() throws Exception {
    Login writer = stack.services().influxWriter().orElseThrow();
    Login reader = stack.services().influxReader().orElseThrow();
    Login confused = new Login(reader.user(), writer.passwordFile());
    String asReader = reader.basic();
    String asWriter = writer.basic();
    String query = "/query?db=shop&q=SELECT+f+FROM+m";
    String create = "/query?q=CREATE+DATABASE+another";
    assertThat(post(influx("/write?db=shop"), POINT, NOBODY)).isEqualTo(401);
    assertThat(post(influx(query), "", NOBODY)).isEqualTo(401);
    assertThat(post(influx(query), "", confused.basic())).isEqualTo(401);
    assertThat(post(influx("/write?db=shop"), POINT, asReader)).as("reader writes").isEqualTo(403);
    assertThat(post(influx("/write?db=shop"), POINT, asWriter)).isEqualTo(204);
    assertThat(post(influx(query), "", asReader)).isEqualTo(200);
    assertThat(post(influx(create), "", asWriter)).as("writer makes a database").isEqualTo(403);
    assertThat(post(influx("/debug/pprof/heap"), "", NOBODY)).isEqualTo(404);
  }

  @Test
  void whoAsksByHandIsAnsweredAsTheReader() throws Exception {
    stack.awaitWhatServicesTell();
    Program.Result refused = stack.query("reader", "flink", "DROP DATABASE flink");
    assertThat(refused.output()).contains("error", "reader");
    Program.Result unknown = stack.query("somebody", "flink", "SHOW MEASUREMENTS");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.output()).contains("BY is reader, writer or admin");
    assertThat(stack.query("admin", "flink", "SHOW USERS").output()).contains("writer");
  }

  /** CVE-2019-20933: where no secret was configured, an empty one was taken. */
  @Test
  void influxDbTakesNoTokenThatIsSignedWithAnEmptySecret() throws Exception {
    String head = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    String claims = encoded("{\"username\":\"admin\",\"exp\":4102444800}".getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    // Java takes no empty key; a zero is filled up to the same.
    mac.init(new SecretKeySpec(new byte[1], "HmacSHA256"));
    String signature = encoded(mac.doFinal((head + "." + claims).getBytes(UTF_8)));
    String token = "Bearer " + head + "." + claims + "." + signature;
    assertThat(post(influx("/query?q=SHOW+USERS"), "", token)).isEqualTo(401);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void flinkTakesNoJarOverRest() throws Exception {
    URI flink = stack.services().flinkUrl();
    assertThat(post(flink.resolve("/jars/upload"), "a jar", NOBODY)).isEqualTo(404);
    assertThat(post(flink.resolve("/jars/any.jar/run"), "", NOBODY)).isEqualTo(404);
  }

  @Test
  void strangersCannotChangeWhatKafkaAndFlinkWroteToZooKeeper() throws Exception {
    assertThat(zooKeeper("create", "/shop-funnel/stranger")).contains("Insufficient permission");
    assertThat(zooKeeper("delete", "/shop-funnel/brokers/ids/1"))
        .contains("Insufficient permission");
    assertThat(zooKeeper("ls", "/shop-funnel-flink")).contains("Insufficient permission");
  }

  /** Asks as ZooKeeper's own shell does, without a password. */
  private static String zooKeeper(String... command) throws Exception {
    String connect = stack.services().zooKeeperConnect();
    Path lib = Program.root().resolve("infra/kafka-dist/target/lib");
    List<String> shell =
        List.of("java", "-cp", lib + "/*", "org.apache.zookeeper.ZooKeeperMain", "-server");
    Process process =
        new ProcessBuilder(
                Stream.of(
                        shell.stream(),
                        Stream.of(connect.substring(0, connect.indexOf('/'))),
                        Stream.of(command))
                    .flatMap(words -> words)
                    .toList())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return Program.result(process).output();
  }

  private static URI influx(String path) {
    return stack.services().influxUrl().resolve(path);
  }

  private static int post(URI address, String body, String authorization) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
