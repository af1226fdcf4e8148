package io.shopfunnel.schema;

/**
 * Says which field of a record is wrong, and why. Carries no stack trace: it describes data, not a
 * fault of the program, and there may be many.
 */
public final class MalformedEventException extends Exception {
  private final String field;

  public MalformedEventException(String field, String reason) {
    super(field.isEmpty() ? reason : field + ": " + reason, null, false, false);
    this.field = field;
  }

  /** The field at fault, by its name on the wire; empty where the whole record is. */
  public String field() {
    return field;
  }

  /** What is wrong, with the field's name in front. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
