package io.shopfunnel.bench.consumer;

import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import io.shopfunnel.schema.ShopEvent;

/** Decodes each record with our decoder. */
public final class DecodingConsumer extends TopicConsumer {
  /** Made by its name. */
  public DecodingConsumer() {
    super(Decoding::new);
  }

  private static final class Decoding implements RecordTally {
    private final JsonEventDecoder decoder = new JsonEventDecoder();
    private final TypeTotals totals = new TypeTotals();

    @Override
    public void take(byte[] json) throws MalformedEventException {
      ShopEvent event = decoder.decode(json);
      totals.add(event.type().rank(), event.userId(), event.productId(), event.cents());
    }

    @Override
    public void addTo(Results results) {
      totals.addTo(results);
    }
  }
}
