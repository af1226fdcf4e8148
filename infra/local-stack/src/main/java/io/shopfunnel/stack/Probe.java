package io.shopfunnel.stack;

/** Tells whether a service does its work, by asking it as its users would. */
interface Probe {
  /** Called before the process is started, for a probe that must know what was there before. */
  default void starting() {}

  /** Whether the service answers as it should; an answer that doesn't come is a no. */
  boolean ready();
}
