package io.shopfunnel.funnel;

import java.util.List;

/**
 * The funnels of a run.
 *
 * @param funnels the funnels, in the order of the YAML
 * @param yaml the YAML they were read from; state can only be restored under the same funnels
 * @param hash the first 16 hexadecimal digits of the SHA-256 of the YAML
 */
public record FunnelCatalog(List<FunnelDefinition> funnels, String yaml, String hash) {
  public FunnelCatalog {
    funnels = List.copyOf(funnels);
  }
}
