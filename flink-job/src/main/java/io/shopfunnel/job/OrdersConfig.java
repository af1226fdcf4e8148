package io.shopfunnel.job;

import java.time.Duration;

/**
 * Where confirmed orders go.
 *
 * @param topic their topic
 * @param transactionTimeout for how long after a crash the brokers keep a transaction open; records
 *     of one that they have given up are lost
 */
record OrdersConfig(String topic, Duration transactionTimeout) {}
