/** The one connection to DuckDB, and the texts of queries. */
@NullMarked
package io.shopfunnel.verify.sql;

import org.jspecify.annotations.NullMarked;
