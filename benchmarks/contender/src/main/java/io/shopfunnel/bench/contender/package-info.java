/**
 * What every benchmarked process does alike, whatever it measures: it warms up, says when the
 * measured part begins and ends, and writes its results. Depends on the JDK only, so that it fits
 * on any class path.
 */
@NullMarked
package io.shopfunnel.bench.contender;

import org.jspecify.annotations.NullMarked;
