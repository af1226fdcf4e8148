package io.shopfunnel.schema;

/**
 * Reads the JSON of {@link JsonEventEncoder}. A record in our own key order, without escapes or
 * spaces, is read in one pass over its bytes; any other JSON object with the same fields is read by
 * Jackson, with the same result.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class JsonEventDecoder {
  private final Vocabulary vocabulary = new Vocabulary();
  private final TemplateEventReader template = new TemplateEventReader(vocabulary);
  private final JacksonEventReader anyOrder = new JacksonEventReader(vocabulary);

  /**
   * Reads one event.
   *
   * @param json UTF-8 JSON
   * @throws MalformedEventException where it is no JSON object, a field that every event needs is
   *     missing, or a field's value is wrong
   */
  public ShopEvent decode(byte[] json) throws MalformedEventException {
    ShopEvent event = template.read(json);
    return event != null ? event : anyOrder.read(json);
  }
}
