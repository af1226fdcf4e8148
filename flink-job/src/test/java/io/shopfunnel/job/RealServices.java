package io.shopfunnel.job;

import io.shopfunnel.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the real brokers and the real InfluxDB, which all classes of a test run share. */
public final class RealServices implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(RealServices.class))
        .computeIfAbsent(Running.class, key -> new Running(), Running.class)
        .stack;
  }

  /** JUnit closes it when the last class is done. */
  private static final class Running implements AutoCloseable {
    private final LocalStack stack = LocalStack.builder().kafka().influx().start();

    @Override
    public void close() throws IOException {
      stack.close();
      try (Stream<Path> files = Files.walk(stack.directory())) {
        files.sorted(Comparator.reverseOrder()).forEach(Running::delete);
      }
    }

    private static void delete(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
