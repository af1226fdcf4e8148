package io.shopfunnel.source;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Has a consumer give its records' values to a {@link PollDecoder}. The consumer makes it. */
public final class EventDeserializer implements Deserializer<Object> {
  /** The consumer's setting that holds the {@link PollDecoder}. */
  static final String DECODER = "shopfunnel.decoder";

  @SuppressWarnings("NullAway.Init") // The consumer calls configure() first.
  private PollDecoder decoder;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    decoder = decoder(settings);
  }

  static PollDecoder decoder(Map<String, ?> settings) {
    return (PollDecoder) Objects.requireNonNull(settings.get(DECODER));
  }

  @Override
  public Object deserialize(String topic, byte[] value) {
    return decoder.decode(ByteBuffer.wrap(value));
  }

  @Override
  public Object deserialize(String topic, Headers headers, ByteBuffer value) {
    return decoder.decode(value);
  }
}
