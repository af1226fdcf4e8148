"""A service that keeps the shop's confirmed orders in a database of its own.

It knows nothing of the job but the topic. Orders and the offsets up to which they have been read are
stored in one transaction of SQLite, so that a crash at any moment neither loses nor doubles one, and
the service goes on where it was.
"""

import argparse
import json
import signal
import sqlite3
import sys

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException

TABLES = """
CREATE TABLE IF NOT EXISTS orders (
  order_id TEXT PRIMARY KEY, version INTEGER, user_id INTEGER, user_session TEXT,
  first_time TEXT, last_time TEXT, items INTEGER, cents INTEGER, late BOOLEAN);
CREATE TABLE IF NOT EXISTS offsets (
  topic TEXT, partition INTEGER, offset INTEGER, PRIMARY KEY (topic, partition));
"""
# The last version counts: of one order all come to one partition, in their order.
STORE = """
INSERT OR REPLACE INTO orders VALUES (:order_id, :version, :user_id, :user_session,
  :first_time, :last_time, :items, :cents, :late)
"""
# An order whose items are gone is withdrawn: they are another order's.
TOTALS = "SELECT count(*), coalesce(sum(items), 0), coalesce(sum(cents), 0) FROM orders WHERE items > 0"


def options():
    parser = argparse.ArgumentParser(
        description="Keeps confirmed orders in SQLite, and prints the totals whenever they change.",
        epilog="Example: infra/examples/orders.sh --group crm --database crm.sqlite",
    )
    parser.add_argument("--brokers", default="localhost:19092", help="Kafka's addresses (%(default)s)")
    parser.add_argument("--topic", default="shop-orders", help="the topic of orders (%(default)s)")
    parser.add_argument("--group", default="order-book", help="the consumer group (%(default)s)")
    parser.add_argument("--database", default="orders.sqlite", help="SQLite's file (%(default)s)")
    return parser.parse_args()


def resume(database):
    """Has a consumer start where the database ends, instead of where the group has committed."""

    def assign(consumer, partitions):
        for partition in partitions:
            found = database.execute(
                "SELECT offset FROM offsets WHERE topic = ? AND partition = ?",
                (partition.topic, partition.partition),
            ).fetchone()
            partition.offset = found[0] if found else OFFSET_BEGINNING
        consumer.assign(partitions)

    return assign


def store(database, messages):
    with database:
        for message in messages:
            order = json.loads(message.value())
            database.execute(STORE, {**order, "items": len(order["items"])})
            database.execute(
                "INSERT OR REPLACE INTO offsets VALUES (?, ?, ?)",
                (message.topic(), message.partition(), message.offset() + 1),
            )


def follow(consumer, database):
    while True:
        messages = consumer.consume(num_messages=500, timeout=1)
        for message in messages:
            if message.error():
                raise KafkaException(message.error())
        if messages:
            store(database, messages)
            orders, items, cents = database.execute(TOTALS).fetchone()
            print(f"orders {orders} items {items} cents {cents}", flush=True)


def tell(brokers):
    """Says when no broker can be reached; the consumer goes on trying."""

    def failed(failure):
        if failure.code() == KafkaError._ALL_BROKERS_DOWN:
            print(f"Kafka does not answer at {brokers}. Is the stack up?", file=sys.stderr)

    return failed


def main():
    wanted = options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    database = sqlite3.connect(wanted.database)
    database.executescript(TABLES)
    consumer = Consumer(
        {
            "bootstrap.servers": wanted.brokers,
            "group.id": wanted.group,
            "auto.offset.reset": "earliest",
            # What a crashed attempt of the job had sent is in the topic, but was never committed.
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
            "reconnect.backoff.ms": 1_000,
            "log_level": 2,
            "error_cb": tell(wanted.brokers),
        }
    )
    try:
        consumer.subscribe([wanted.topic], on_assign=resume(database))
        follow(consumer, database)
    except KafkaException as failure:
        raise SystemExit(f"Kafka at {wanted.brokers}: {failure.args[0].str()}") from None
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
        database.close()


if __name__ == "__main__":
    main()
