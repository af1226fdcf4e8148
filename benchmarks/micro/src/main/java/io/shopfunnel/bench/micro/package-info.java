/**
 * What one step of the work costs, by JMH: {@code java -jar benchmarks/micro/target/micro.jar}. A
 * benchmark is a class here; each is compiled, and its subjects compared, in every build.
 */
@NullMarked
package io.shopfunnel.bench.micro;

import org.jspecify.annotations.NullMarked;
