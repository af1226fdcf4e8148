package io.shopfunnel.sink.influx;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * InfluxDB will not take what the job writes, however often it is tried. The job fails without
 * restarts, as they would end the same way.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class InfluxWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  InfluxWriteException(String message) {
    super(message);
  }
}
