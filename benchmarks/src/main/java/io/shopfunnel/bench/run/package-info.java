/** Runs contenders by turns, each in a process of its own or on the cluster, and measures them. */
@NullMarked
package io.shopfunnel.bench.run;

import org.jspecify.annotations.NullMarked;
