package io.shopfunnel.replayer.generate;

/**
 * How often visits come to a cart and to a purchase, in millionths of the visits unless said.
 *
 * @param buyers visits that buy, before the visitor's own inclination
 * @param fillers visits that fill a cart and leave it
 * @param tidiers visits that only take things out of a cart of another day
 * @param untrackedCarts purchases, in millionths of them, whose cart the shop lost sight of
 */
record Buying(int buyers, int fillers, int tidiers, int untrackedCarts) {}
