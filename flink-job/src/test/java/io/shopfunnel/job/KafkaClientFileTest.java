package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientFileTest {
  @TempDir Path folder;

  @Test
  void aSecretStaysInTheFileAndTheClientFindsItThere() throws Exception {
    Path file = folder.resolve("kafka.properties");
    String jaas = "a.Module required username=\"shop\" password=\"the secret\";";
    Files.writeString(
        file,
        """
        bootstrap.servers=localhost:1
        security.protocol=SASL_SSL
        sasl.jaas.config=%s
        ssl.keystore.password=another secret
        """
            .formatted(jaas));

    Properties read = KafkaClientFile.read(file);
    assertThat(read).containsEntry("security.protocol", "SASL_SSL");
    assertThat(read.toString()).doesNotContain("the secret", "another secret");

    AdminClientConfig client = new AdminClientConfig(read);
    assertThat(client.getPassword("sasl.jaas.config")).isEqualTo(new Password(jaas));
    assertThat(client.getPassword("ssl.keystore.password"))
        .isEqualTo(new Password("another secret"));
  }

  @Test
  void settingsWithoutSecretsStayAsTheyAre() throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "security.protocol=SSL\nclient.rack=a\n");
    assertThat(KafkaClientFile.read(file))
        .containsOnlyKeys("security.protocol", "client.rack")
        .containsEntry("client.rack", "a");
  }
}
