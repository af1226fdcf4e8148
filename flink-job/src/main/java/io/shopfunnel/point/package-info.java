/**
 * What a published point is: its schema, its series, and the line of InfluxDB's line protocol that
 * it becomes as soon as it is published. Pure Java.
 */
@NullMarked
package io.shopfunnel.point;

import org.jspecify.annotations.NullMarked;
