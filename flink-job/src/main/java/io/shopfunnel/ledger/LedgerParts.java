package io.shopfunnel.ledger;

import io.shopfunnel.funnel.FunnelProgress;
import java.util.List;

/**
 * What is followed about each user, and so the layout of a ledger.
 *
 * @param rules where sessions are cut
 * @param user follow the user
 * @param entries follow the user, or products, in entry windows
 * @param visits follow each {@code user_session}
 * @param sessions follow each session
 * @param products follow each product within a session
 */
public record LedgerParts(
    SessionRules rules,
    List<UserPart> user,
    List<EntryPart> entries,
    List<VisitPart> visits,
    List<SessionPart> sessions,
    List<ProductPart> products) {

  public LedgerParts {
    user = List.copyOf(user);
    entries = List.copyOf(entries);
    visits = List.copyOf(visits);
    sessions = List.copyOf(sessions);
    products = List.copyOf(products);
    if (entries.size() > FunnelProgress.MOST_OWNERS) {
      throw new IllegalArgumentException(
          "there are %d funnels of users; there may be %d"
              .formatted(entries.size(), FunnelProgress.MOST_OWNERS));
    }
  }

  int userWords() {
    return user.stream().mapToInt(UserPart::words).sum();
  }

  int entryWords() {
    return entries.stream().mapToInt(part -> part.progress().words()).max().orElse(0);
  }

  int sessionWords() {
    return sessions.stream().mapToInt(SessionPart::words).sum();
  }

  int productWords() {
    return products.stream().mapToInt(ProductPart::words).sum();
  }

  /** How many words each thing takes that is kept of a user; a change of it shows in a test. */
  public String layout() {
    return "image: "
        + Ledger.IMAGE_WORDS
        + " words, user: "
        + userWords()
        + ", entry: up to "
        + entryWords()
        + ", user_session: "
        + Sessions.restingWords(1)
        + ", two: "
        + Sessions.restingWords(2)
        + ", open session: "
        + (Sessions.OPEN_WORDS + sessionWords())
        + ", product: "
        + (Sessions.PRODUCT_WORDS + productWords());
  }
}
