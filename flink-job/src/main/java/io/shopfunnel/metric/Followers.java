package io.shopfunnel.metric;

import io.shopfunnel.ledger.EntryPart;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerParts;
import io.shopfunnel.ledger.ProductPart;
import io.shopfunnel.ledger.SessionPart;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserPart;
import io.shopfunnel.ledger.VisitPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the metrics of one operator instance follow. */
public final class Followers {
  private final List<Consumer<LedgerEvent>> counters = new ArrayList<>();
  private final List<UserPart> users = new ArrayList<>();
  private final List<EntryPart> entries = new ArrayList<>();
  private final List<VisitPart> visits = new ArrayList<>();
  private final List<SessionPart> sessions = new ArrayList<>();
  private final List<ProductPart> products = new ArrayList<>();

  void counter(Consumer<LedgerEvent> counter) {
    counters.add(counter);
  }

  void user(UserPart part) {
    users.add(part);
  }

  void entries(EntryPart part) {
    entries.add(part);
  }

  void visits(VisitPart part) {
    visits.add(part);
  }

  /** Has something follow each session. */
  public void session(SessionPart part) {
    sessions.add(part);
  }

  void product(ProductPart part) {
    products.add(part);
  }

  /** What counts each event once, in no order. */
  public List<Consumer<LedgerEvent>> counters() {
    return List.copyOf(counters);
  }

  /** What is followed about each user, with sessions cut by these rules. */
  public LedgerParts ledgerParts(SessionRules rules) {
    return new LedgerParts(rules, users, entries, visits, sessions, products);
  }
}
