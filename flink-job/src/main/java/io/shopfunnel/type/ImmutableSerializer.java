package io.shopfunnel.type;

/**
 * What the serializers of immutable values have in common: such a value needs no copy.
 *
 * @param <T> the value
 */
public abstract class ImmutableSerializer<T> extends WholeSerializer<T> {
  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T copy(T from) {
    return from;
  }
}
