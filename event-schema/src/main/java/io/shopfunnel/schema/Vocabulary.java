package io.shopfunnel.schema;

/** The texts that recur in a stream of events, each as one shared object. Not thread-safe. */
final class Vocabulary {
  final Interner brands = new Interner();
  final Interner categories = new Interner();
  final Interner sources = new Interner();
}
