package io.shopfunnel.verify.sql;

/** DuckDB refused a query, or could not finish it. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person at the command line. */
  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
