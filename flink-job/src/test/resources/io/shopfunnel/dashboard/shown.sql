-- What each panel must show over the test's ten days that is a stat, or whose answers Grafana transforms: the rows in
-- their order with the columns in theirs, or the values of a stat; computed from the oracle's points, which it computes
-- from the CSV. {from} and {to} are seconds.

-- shop-overview / GMV
SELECT cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / GMV against the same window before
SELECT (n.cents / 100.0) / (b.cents / 100.0) - 1 FROM expected_orders n JOIN expected_orders b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 ORDER BY b.ts DESC;

-- shop-overview / Orders
SELECT orders FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Orders against the same window before
SELECT (n.orders) / (b.orders) - 1 FROM expected_orders n JOIN expected_orders b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 ORDER BY b.ts DESC;

-- shop-overview / Average order
SELECT cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Average order against the same window before
SELECT (n.cents / n.orders / 100) / (b.cents / b.orders / 100) - 1 FROM expected_orders n JOIN expected_orders b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 ORDER BY b.ts DESC;

-- shop-overview / Visitors
SELECT users FROM expected_active WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Visitors against the same window before
SELECT (n.users) / (b.users) - 1 FROM expected_active n JOIN expected_active b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 ORDER BY b.ts DESC;

-- shop-overview / Conversion
SELECT step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND ts = {to} - 86400 AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-overview / Conversion against the same window before
SELECT (n.step_3 / n.step_1) / (b.step_3 / b.step_1) - 1 FROM expected_funnel n JOIN expected_funnel b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 AND n.funnel = 'session_purchase' AND n.breakdown = 'all' AND b.funnel = 'session_purchase' AND b.breakdown = 'all' ORDER BY b.ts DESC;

-- shop-overview / Carts abandoned
SELECT abandoned / opened FROM expected_cart WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Carts abandoned against the same window before
SELECT (n.abandoned / n.opened) / (b.abandoned / b.opened) - 1 FROM expected_cart n JOIN expected_cart b ON n.ts - b.ts IN (86400, 7 * 86400)
WHERE n."window" = '1d' AND b."window" = '1d' AND n.ts = {to} - 86400 ORDER BY b.ts DESC;

-- shop-overview / Counted up to
SELECT max(ts) * 1000 FROM expected_pipeline UNION ALL SELECT max(ts) * 1000 FROM expected_pipeline;

-- shop-overview / Final up to
SELECT max(ts) * 1000 FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all' AND mature;

-- shop-trust / Counted up to
SELECT max(ts) * 1000 FROM expected_pipeline UNION ALL SELECT max(ts) * 1000 FROM expected_pipeline;

-- shop-trust / Final up to
SELECT max(ts) * 1000 FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all' AND mature;

-- shop-overview / Every event is accounted for
SELECT (SELECT sum(valid) - sum(late_dropped) - sum(duplicate_dropped) FROM expected_pipeline)
- (SELECT sum("count") FROM expected_events WHERE "window" = '1m');

-- shop-trust / Valid = counted + dropped
SELECT (SELECT sum(valid) - sum(late_dropped) - sum(duplicate_dropped) FROM expected_pipeline)
- (SELECT sum("count") FROM expected_events WHERE "window" = '1m');

-- shop-trust / Consumed = valid + dead letters
SELECT sum(consumed) - sum(valid) - sum(dead_letter) FROM expected_pipeline;

-- shop-trust / Opened = bought + left + emptied + open
SELECT sum(opened) - sum(purchased) - sum(abandoned) - sum(emptied) - sum(open) FROM expected_cart WHERE "window" = '1h';

-- shop-trust / Share of hours that are final
SELECT count(*) FILTER (mature) / count(*) FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-trust / Does the oracle agree?
-- What verify found stands on its last day, after this period; a stat without a value has 0, and words.
SELECT 0;

-- shop-trust / By which funnels was it counted?
SELECT DISTINCT funnel, step, label, hash, funnels FROM expected_funnel_catalog ORDER BY funnel, step;

-- shop-overview / How far do visitors come?
WITH total AS (SELECT sum(step_1) AS a, sum(step_2) AS b, sum(step_3) AS c FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all')
SELECT 1, 'view', a, NULL, NULL FROM total UNION ALL SELECT 2, 'cart', b, b / a, b / a FROM total
UNION ALL SELECT 3, 'purchase', c, c / b, c / a FROM total ORDER BY 1;

-- shop-funnels / How far do they come?
WITH total AS (SELECT sum(step_1) AS a, sum(step_2) AS b, sum(step_3) AS c FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category')
SELECT 1, 'view', a, NULL, NULL FROM total UNION ALL SELECT 2, 'cart', b, b / a, b / a FROM total
UNION ALL SELECT 3, 'purchase', c, c / b, c / a FROM total ORDER BY 1;

-- shop-funnels / Where do they leave?
WITH total AS (SELECT sum(step_1) AS a, sum(step_2) AS b, sum(step_3) AS c FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category')
SELECT 1, 'view', NULL, NULL FROM total UNION ALL SELECT 2, 'cart', a - b, 1 - b / a FROM total
UNION ALL SELECT 3, 'purchase', b - c, 1 - c / b FROM total ORDER BY 1;

-- shop-funnels / p50
WITH bucket AS (SELECT le::DOUBLE AS le, sum("count") AS n FROM expected_time_to_convert
WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY ALL),
summed AS (SELECT le, sum(n) OVER (ORDER BY le) AS reached, sum(n) OVER () AS total FROM bucket)
SELECT min(le) FROM summed WHERE reached * 100 >= total * 50;

-- shop-funnels / p90
WITH bucket AS (SELECT le::DOUBLE AS le, sum("count") AS n FROM expected_time_to_convert
WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY ALL),
summed AS (SELECT le, sum(n) OVER (ORDER BY le) AS reached, sum(n) OVER () AS total FROM bucket)
SELECT min(le) FROM summed WHERE reached * 100 >= total * 90;

-- shop-funnels / p99
WITH bucket AS (SELECT le::DOUBLE AS le, sum("count") AS n FROM expected_time_to_convert
WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY ALL),
summed AS (SELECT le, sum(n) OVER (ORDER BY le) AS reached, sum(n) OVER () AS total FROM bucket)
SELECT min(le) FROM summed WHERE reached * 100 >= total * 99;

-- shop-funnels / Who converts?
SELECT value, sum(step_1) AS entered, sum(step_3), sum(step_3) / sum(step_1) FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category' GROUP BY value ORDER BY value IN ('unknown', 'other'), entered DESC;

-- shop-funnels / What is looked at, and not bought?
SELECT "rank"::INTEGER AS r, id, "count", cents / 100.0 FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'viewed_not_bought' AND ts = {to} - 86400 ORDER BY r;

-- shop-funnels / How long do they take?
SELECT le, sum("count") FROM expected_time_to_convert
WHERE "window" = '1d' AND funnel = 'session_purchase' GROUP BY le ORDER BY le::DOUBLE;

-- shop-overview / Orders, and a week before
SELECT ts, v FROM (SELECT 1 AS frame, ts, orders AS v FROM expected_orders WHERE "window" = '1d'
UNION ALL SELECT 2, ts + 7 * 86400, orders FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400) ORDER BY frame, ts;

-- shop-overview / Money, and a week before
SELECT ts, v FROM (SELECT 1 AS frame, ts, cents / 100.0 AS v FROM expected_orders WHERE "window" = '1d'
UNION ALL SELECT 2, ts + 7 * 86400, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400) ORDER BY frame, ts;

-- shop-overview / When do people buy?
WITH hourly AS (SELECT (hour.ts // 86400 + 3) % 7 AS day, hour.ts % 86400 // 3600 AS h, coalesce(orders, 0) AS orders
FROM generate_series({from}, {to} - 3600, 3600) AS hour (ts) LEFT JOIN expected_orders o ON o.ts = hour.ts AND "window" = '1h')
SELECT * REPLACE ((day + 1) || ' ' || ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day + 1] AS day)
FROM (PIVOT hourly ON h IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
USING avg(orders) GROUP BY day) ORDER BY day;

-- shop-products / At which prices does what happen?
WITH band AS (SELECT band, sum("count") FILTER (event_type = 'view') AS views, sum("count") FILTER (event_type = 'cart') AS carts,
sum("count") FILTER (event_type = 'remove_from_cart') AS removals, sum("count") FILTER (event_type = 'purchase') AS purchases
FROM expected_price_band WHERE "window" = '1h' GROUP BY band)
SELECT * FROM band ORDER BY band <> '<=0', band;

-- shop-products / Where does a view become a purchase?
WITH band AS (SELECT band, sum("count") FILTER (event_type = 'view') AS views, sum("count") FILTER (event_type = 'cart') AS carts,
sum("count") FILTER (event_type = 'remove_from_cart') AS removals, sum("count") FILTER (event_type = 'purchase') AS purchases
FROM expected_price_band WHERE "window" = '1h' GROUP BY band)
SELECT *, purchases / views, purchases / carts FROM band ORDER BY band <> '<=0', band;

-- shop-products / What is looked at most?
SELECT n."rank"::INTEGER AS r, n.id, n."count", n.cents / 100.0, b."rank"::INTEGER FROM expected_top n
LEFT JOIN expected_top b ON b.id = n.id AND b."window" = '1d' AND b.kind = 'product' AND b."by" = 'views' AND b.ts = {to} - 2 * 86400
WHERE n."window" = '1d' AND n.kind = 'product' AND n."by" = 'views' AND n.ts = {to} - 86400 ORDER BY r;

-- shop-products / What goes into carts most?
SELECT n."rank"::INTEGER AS r, n.id, n."count", n.cents / 100.0, b."rank"::INTEGER FROM expected_top n
LEFT JOIN expected_top b ON b.id = n.id AND b."window" = '1d' AND b.kind = 'product' AND b."by" = 'carts' AND b.ts = {to} - 2 * 86400
WHERE n."window" = '1d' AND n.kind = 'product' AND n."by" = 'carts' AND n.ts = {to} - 86400 ORDER BY r;

-- shop-products / What brings most money?
SELECT n."rank"::INTEGER AS r, n.id, n."count", n.cents / 100.0, b."rank"::INTEGER FROM expected_top n
LEFT JOIN expected_top b ON b.id = n.id AND b."window" = '1d' AND b.kind = 'product' AND b."by" = 'revenue' AND b.ts = {to} - 2 * 86400
WHERE n."window" = '1d' AND n.kind = 'product' AND n."by" = 'revenue' AND n.ts = {to} - 86400 ORDER BY r;

