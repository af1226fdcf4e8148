-- The same two metrics as our job's `--metrics events,funnel`. ${…} is filled in by FlinkSql.
--
-- The time is the record's own, which is the event's: nothing has to be parsed, and the planner
-- pushes the watermark into the source, so that each partition has one. JSON is read by Flink's own
-- format, which reads just the columns that are named here.
CREATE TEMPORARY TABLE events (
  event_type STRING,
  user_id BIGINT,
  user_session STRING,
  ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = '${topic}',
  'properties.bootstrap.servers' = '${brokers}',
  'properties.isolation.level' = 'read_committed',
  'properties.max.poll.records' = '5000',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'json'
);

CREATE TEMPORARY TABLE minute_counts (
  minute_start TIMESTAMP_LTZ(3),
  event_type STRING,
  events BIGINT
) WITH (
  'connector' = 'kafka',
  'topic' = '${counts_topic}',
  'properties.bootstrap.servers' = '${brokers}',
  'properties.linger.ms' = '20',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TEMPORARY TABLE session_funnel (
  hour_start BIGINT,
  step_1 BIGINT,
  step_2 BIGINT,
  step_3 BIGINT,
  PRIMARY KEY (hour_start) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = '${funnel_topic}',
  'properties.bootstrap.servers' = '${brokers}',
  'properties.linger.ms' = '20',
  'key.format' = 'json',
  'value.format' = 'json'
);

CREATE TEMPORARY VIEW session_events AS
SELECT ts, event_type, user_id, user_session FROM events WHERE user_session IS NOT NULL;

-- Both run as one set of statements, which reads the events once.
INSERT INTO minute_counts
SELECT window_start, event_type, COUNT(*)
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, event_type;

-- Each session window gives its entries, mostly one: the function cuts a session after 24 hours,
-- which session windows know nothing of. (Not a view of its own: Flink 2.2.1 loses the brackets of
-- PARTITION BY when it expands one.)
INSERT INTO session_funnel
SELECT entered - MOD(entered, 3600),
  COUNT(*),
  COUNT(*) FILTER (WHERE depth >= 2),
  COUNT(*) FILTER (WHERE depth >= 3)
FROM (
  SELECT session_entries(ts, event_type) AS entries
  FROM TABLE(SESSION(
    TABLE session_events PARTITION BY (user_id, user_session), DESCRIPTOR(ts), INTERVAL '30' MINUTE))
  GROUP BY window_start, window_end, user_id, user_session
) CROSS JOIN UNNEST(entries) AS entry (entered, depth)
GROUP BY entered - MOD(entered, 3600);
