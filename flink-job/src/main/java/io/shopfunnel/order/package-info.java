/**
 * Pure: the orders for other services. What events change about them is gathered beside the tables,
 * and a changed order becomes a new version.
 */
@NullMarked
package io.shopfunnel.order;

import org.jspecify.annotations.NullMarked;
