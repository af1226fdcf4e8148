package io.shopfunnel.verify.point;

/**
 * A field of a measurement.
 *
 * @param name its name on the wire
 * @param type what it holds
 */
public record Field(String name, Type type) {
  /** What a field holds. */
  public enum Type {
    /** A 64-bit integer. */
    INTEGER("BIGINT", "integer"),
    /** A text. */
    TEXT("VARCHAR", "string"),
    /** True or false. */
    BOOLEAN("BOOLEAN", "boolean");

    private final String sqlType;
    private final String influxType;

    Type(String sqlType, String influxType) {
      this.sqlType = sqlType;
      this.influxType = influxType;
    }

    /** The type of its column in DuckDB. */
    public String sqlType() {
      return sqlType;
    }

    /** What InfluxDB calls it in {@code SHOW FIELD KEYS}. */
    public String influxType() {
      return influxType;
    }
  }

  /** The column, quoted. */
  public String column() {
    return "\"" + name + "\"";
  }
}
