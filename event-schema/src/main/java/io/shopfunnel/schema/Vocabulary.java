package io.shopfunnel.schema;

/** The texts that recur in a stream of events, each as one shared object. Not thread-safe. */
final class Vocabulary {
  final Interner<String> brands = new Interner<>(text -> text);
  final Interner<Category> categories = new Interner<>(Category::of);
  final Interner<String> sources = new Interner<>(text -> text);
}
