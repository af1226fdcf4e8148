package io.shopfunnel.funnel;

import org.jspecify.annotations.Nullable;

/** Whose way through the steps a funnel follows. */
public enum ActorKind {
  /** A session; enters once, at its first step-1 event. */
  SESSION("session", true, false),
  /** A user; counted once in each entry window in which a step-1 event of theirs lies. */
  USER("user", false, false),
  /** A product within a session; enters once. */
  SESSION_PRODUCT("session+product", true, true),
  /** A product within a user's events; counted once in each entry window. */
  USER_PRODUCT("user+product", false, true);

  private final String yamlName;
  private final boolean session;
  private final boolean product;

  ActorKind(String yamlName, boolean session, boolean product) {
    this.yamlName = yamlName;
    this.session = session;
    this.product = product;
  }

  /** The name in the funnel YAML, for example {@code session+product}. */
  public String yamlName() {
    return yamlName;
  }

  /** Whether a session bounds the actor; otherwise a user does. */
  public boolean bySession() {
    return session;
  }

  /** Whether each product is an actor of its own. */
  public boolean byProduct() {
    return product;
  }

  /** The kind of that name, or null where there is none. */
  public static @Nullable ActorKind ofYamlName(String name) {
    for (ActorKind kind : values()) {
      if (kind.yamlName.equals(name)) {
        return kind;
      }
    }
    return null;
  }
}
