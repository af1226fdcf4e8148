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
  private final EventDraft draft = new EventDraft();

  /**
   * Reads one event.
   *
   * @param json UTF-8 JSON
   * @throws MalformedEventException where it is no JSON object, a field that every event needs is
   *     missing, or a field's value is wrong
   */
  public ShopEvent decode(byte[] json) throws MalformedEventException {
    decode(json, 0, json.length, draft);
    return draft.toEvent();
  }

  /**
   * Reads one event from a part of an array, without making an object for a record in our own form.
   *
   * @param json holds UTF-8 JSON in {@code [from, to)}
   * @param from where the record begins
   * @param to where it ends
   * @param into takes all fields of the event; what it holds after a refusal means nothing
   * @throws MalformedEventException as {@link #decode(byte[])}
   */
  public void decode(byte[] json, int from, int to, EventDraft into)
      throws MalformedEventException {
    if (!template.read(json, from, to, into)) {
      anyOrder.read(json, from, to, into);
    }
  }
}
