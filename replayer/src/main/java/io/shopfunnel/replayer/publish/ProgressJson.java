package io.shopfunnel.replayer.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.shopfunnel.replayer.csv.SourcePosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Writes and reads {@link Progress} as JSON that a person can read on the topic, too. */
final class ProgressJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ProgressJson() {}

  static byte[] write(Progress progress) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("size", progress.size());
      json.writeStringField("fingerprint", progress.fingerprint());
      json.writeNumberField("run", progress.run());
      json.writeNumberField("round", progress.round());
      json.writeNumberField("offset", progress.position().offset());
      json.writeNumberField("row", progress.position().row());
      json.writeStringField("held", progress.held());
      json.writeNumberField("bad", progress.bad());
      json.writeNumberField("shift", progress.shift());
      json.writeBooleanField("done", progress.done());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws ReplayFailure where it is not what {@link #write} writes
   */
  static Progress read(byte[] json) {
    try {
      Map<String, String> fields = fields(json);
      return new Progress(
          number(fields, "size"),
          text(fields, "fingerprint"),
          (int) number(fields, "run"),
          (int) number(fields, "round"),
          new SourcePosition(number(fields, "offset"), number(fields, "row")),
          text(fields, "held"),
          number(fields, "bad"),
          number(fields, "shift"),
          Boolean.parseBoolean(text(fields, "done")));
    } catch (IOException | NumberFormatException e) {
      throw new ReplayFailure("A record of the replay-progress topic cannot be read: " + e);
    }
  }

  private static Map<String, String> fields(byte[] json) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken start = parser.nextToken();
      while (start == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        fields.put(name, value.isScalarValue() ? parser.getText() : "");
      }
    }
    return fields;
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(text(fields, name));
  }

  private static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }
}
