package io.shopfunnel.stack;

import java.nio.file.Path;

/** Certificates as a stack makes them, of an authority that no stack trusts. */
public final class TestingCertificates {
  private final Certificates certificates;

  /** In a folder of their own. */
  public TestingCertificates(Path folder) {
    StackLayout layout = new StackLayout(folder, folder);
    this.certificates = new Certificates(layout, new Secrets(layout));
  }

  /** Valid now. */
  public TestingCertificates valid() {
    certificates.make();
    return this;
  }

  /** Valid until yesterday. */
  public TestingCertificates expired() {
    certificates.make(2, 1);
    return this;
  }

  /** The authority's certificate. */
  public Path authority() {
    return certificates.authority();
  }

  /** A server's private key and certificate. */
  public Path server() {
    return certificates.server();
  }
}
