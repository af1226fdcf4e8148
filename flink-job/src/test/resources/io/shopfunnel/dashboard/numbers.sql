-- What each query of each dashboard must answer over the test's ten days, computed from the oracle's
-- points, which it computes from the CSV. A column ts is the time of a row; without one, the time
-- does not matter. Tags come first, by name. {from} and {to} are seconds.

-- shop-overview / GMV / A
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d';

-- shop-overview / GMV against the same window before / A
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / GMV against the same window before / B
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 1 * 86400;

-- shop-overview / GMV against the same window before / C
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / GMV against the same window before / D
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400;

-- shop-overview / Orders / A
SELECT ts, orders FROM expected_orders WHERE "window" = '1d';

-- shop-overview / Orders against the same window before / A
SELECT ts, orders FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Orders against the same window before / B
SELECT ts, orders FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 1 * 86400;

-- shop-overview / Orders against the same window before / C
SELECT ts, orders FROM expected_orders WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Orders against the same window before / D
SELECT ts, orders FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400;

-- shop-overview / Average order / A
SELECT ts, cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND orders > 0;

-- shop-overview / Average order against the same window before / A
SELECT ts, cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND orders > 0 AND ts = {to} - 86400;

-- shop-overview / Average order against the same window before / B
SELECT ts, cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND orders > 0 AND ts < {to} - 1 * 86400;

-- shop-overview / Average order against the same window before / C
SELECT ts, cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND orders > 0 AND ts = {to} - 86400;

-- shop-overview / Average order against the same window before / D
SELECT ts, cents / orders / 100 FROM expected_orders WHERE "window" = '1d' AND orders > 0 AND ts < {to} - 7 * 86400;

-- shop-overview / Visitors / A
SELECT ts, users FROM expected_active WHERE "window" = '1d';

-- shop-overview / Visitors against the same window before / A
SELECT ts, users FROM expected_active WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Visitors against the same window before / B
SELECT ts, users FROM expected_active WHERE "window" = '1d' AND ts < {to} - 1 * 86400;

-- shop-overview / Visitors against the same window before / C
SELECT ts, users FROM expected_active WHERE "window" = '1d' AND ts = {to} - 86400;

-- shop-overview / Visitors against the same window before / D
SELECT ts, users FROM expected_active WHERE "window" = '1d' AND ts < {to} - 7 * 86400;

-- shop-overview / Conversion / A
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-overview / Conversion against the same window before / A
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND step_1 > 0 AND ts = {to} - 86400;

-- shop-overview / Conversion against the same window before / B
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND step_1 > 0 AND ts < {to} - 1 * 86400;

-- shop-overview / Conversion against the same window before / C
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND step_1 > 0 AND ts = {to} - 86400;

-- shop-overview / Conversion against the same window before / D
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND step_1 > 0 AND ts < {to} - 7 * 86400;

-- shop-overview / Carts abandoned / A
SELECT ts, abandoned / opened FROM expected_cart WHERE "window" = '1d';

-- shop-overview / Carts abandoned against the same window before / A
SELECT ts, abandoned / opened FROM expected_cart WHERE "window" = '1d' AND opened > 0 AND ts = {to} - 86400;

-- shop-overview / Carts abandoned against the same window before / B
SELECT ts, abandoned / opened FROM expected_cart WHERE "window" = '1d' AND opened > 0 AND ts < {to} - 1 * 86400;

-- shop-overview / Carts abandoned against the same window before / C
SELECT ts, abandoned / opened FROM expected_cart WHERE "window" = '1d' AND opened > 0 AND ts = {to} - 86400;

-- shop-overview / Carts abandoned against the same window before / D
SELECT ts, abandoned / opened FROM expected_cart WHERE "window" = '1d' AND opened > 0 AND ts < {to} - 7 * 86400;

-- shop-overview / Counted up to / A
SELECT ts, valid FROM expected_pipeline ORDER BY ts DESC LIMIT 1;

-- shop-overview / Counted up to / B
SELECT ts, valid FROM expected_pipeline ORDER BY ts DESC LIMIT 1;

-- shop-overview / Final up to / A
SELECT ts, step_1 FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all' AND mature ORDER BY ts DESC LIMIT 1;

-- shop-trust / Counted up to / A
SELECT ts, valid FROM expected_pipeline ORDER BY ts DESC LIMIT 1;

-- shop-trust / Counted up to / B
SELECT ts, valid FROM expected_pipeline ORDER BY ts DESC LIMIT 1;

-- shop-trust / Final up to / A
SELECT ts, step_1 FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all' AND mature ORDER BY ts DESC LIMIT 1;

-- shop-overview / Every event is accounted for / A
SELECT sum(valid) - sum(late_dropped) - sum(duplicate_dropped) FROM expected_pipeline;

-- shop-overview / Every event is accounted for / B
SELECT sum("count") FROM expected_events WHERE "window" = '1m';

-- shop-overview / How far do visitors come? / A
SELECT DISTINCT label, step, funnels FROM expected_funnel_catalog WHERE funnel = 'session_purchase';

-- shop-overview / How far do visitors come? / B
SELECT sum(step_1), sum(step_2), sum(step_3) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-overview / How far do visitors come? / C
SELECT sum(step_2) / sum(step_1), sum(step_3) / sum(step_2) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-overview / How far do visitors come? / D
SELECT sum(step_2) / sum(step_1), sum(step_3) / sum(step_1) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-overview / Orders, and a week before / A
SELECT ts, orders FROM expected_orders WHERE "window" = '1d';

-- shop-overview / Orders, and a week before / B
SELECT ts, orders FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400;

-- shop-overview / Money, and a week before / A
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d';

-- shop-overview / Money, and a week before / B
SELECT ts, cents / 100.0 FROM expected_orders WHERE "window" = '1d' AND ts < {to} - 7 * 86400;

-- shop-overview / What becomes of carts? / A
SELECT ts, "purchased" FROM expected_cart WHERE "window" = '1d';

-- shop-overview / What becomes of carts? / B
SELECT ts, "abandoned" FROM expected_cart WHERE "window" = '1d';

-- shop-overview / What becomes of carts? / C
SELECT ts, "emptied" FROM expected_cart WHERE "window" = '1d';

-- shop-overview / What becomes of carts? / D
SELECT ts, "open" FROM expected_cart WHERE "window" = '1d';

-- shop-overview / When do people buy? / A
SELECT hour.ts, coalesce(orders, 0) FROM generate_series({from}, {to} - 3600, 3600) AS hour (ts)
LEFT JOIN expected_orders o ON o.ts = hour.ts AND "window" = '1h';

-- shop-funnels / How far do they come? / A
SELECT DISTINCT label, step, funnels FROM expected_funnel_catalog WHERE funnel = 'session_purchase';

-- shop-funnels / How far do they come? / B
SELECT sum(step_1), sum(step_2), sum(step_3) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category';

-- shop-funnels / How far do they come? / C
SELECT sum(step_2) / sum(step_1), sum(step_3) / sum(step_2) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category';

-- shop-funnels / How far do they come? / D
SELECT sum(step_2) / sum(step_1), sum(step_3) / sum(step_1) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category';

-- shop-funnels / Where do they leave? / A
SELECT DISTINCT label, step, funnels FROM expected_funnel_catalog WHERE funnel = 'session_purchase';

-- shop-funnels / Where do they leave? / B
SELECT sum(step_1) - sum(step_2), sum(step_2) - sum(step_3) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category';

-- shop-funnels / Where do they leave? / C
SELECT 1 - sum(step_2) / sum(step_1), 1 - sum(step_3) / sum(step_2) FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category';

-- shop-funnels / Does conversion change? / A
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND mature;

-- shop-funnels / Does conversion change? / B
SELECT ts, step_3 / step_1 FROM expected_funnel WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'all' AND NOT mature;

-- shop-funnels / p50 / A
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY le;

-- shop-funnels / p50 / B
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le = '+Inf' GROUP BY le;

-- shop-funnels / p90 / A
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY le;

-- shop-funnels / p90 / B
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le = '+Inf' GROUP BY le;

-- shop-funnels / p99 / A
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY le;

-- shop-funnels / p99 / B
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le = '+Inf' GROUP BY le;

-- shop-funnels / How long do they take? / A
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le <> '+Inf' GROUP BY le;

-- shop-funnels / How long do they take? / B
SELECT le, sum("count") FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase' AND le = '+Inf' GROUP BY le;

-- shop-funnels / Who converts? / A
SELECT value, sum(step_1), sum(step_3), sum(step_3) / sum(step_1) FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category' AND value NOT IN ('unknown', 'other') GROUP BY value;

-- shop-funnels / Who converts? / B
SELECT value, sum(step_1), sum(step_3), sum(step_3) / sum(step_1) FROM expected_funnel
WHERE "window" = '1d' AND funnel = 'session_purchase' AND breakdown = 'category' AND value IN ('unknown', 'other') GROUP BY value;

-- shop-funnels / What is looked at, and not bought? / A
SELECT "rank", id, "count", cents / 100.0 FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'viewed_not_bought' AND ts = {to} - 86400;

-- shop-funnels / Does it take longer at times? / A
SELECT ts, le, "count" FROM expected_time_to_convert WHERE "window" = '1d' AND funnel = 'session_purchase';

-- shop-products / At which prices does what happen? / A
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'view' GROUP BY band;

-- shop-products / At which prices does what happen? / B
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'cart' GROUP BY band;

-- shop-products / At which prices does what happen? / C
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'remove_from_cart' GROUP BY band;

-- shop-products / At which prices does what happen? / D
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'purchase' GROUP BY band;

-- shop-products / Where does a view become a purchase? / A
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'view' GROUP BY band;

-- shop-products / Where does a view become a purchase? / B
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'cart' GROUP BY band;

-- shop-products / Where does a view become a purchase? / C
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'remove_from_cart' GROUP BY band;

-- shop-products / Where does a view become a purchase? / D
SELECT band, sum("count") FROM expected_price_band WHERE "window" = '1h' AND event_type = 'purchase' GROUP BY band;

-- shop-products / What does a thing cost? / A
SELECT ts // 86400 * 86400 AS ts, sum(cents) / sum("count") / 100 FROM expected_events WHERE "window" = '1h' AND event_type = 'view' GROUP BY ALL;

-- shop-products / What does a thing cost? / B
SELECT ts // 86400 * 86400 AS ts, sum(cents) / sum("count") / 100 FROM expected_events WHERE "window" = '1h' AND event_type = 'cart' GROUP BY ALL;

-- shop-products / What does a thing cost? / C
SELECT ts // 86400 * 86400 AS ts, sum(cents) / sum("count") / 100 FROM expected_events WHERE "window" = '1h' AND event_type = 'remove_from_cart' GROUP BY ALL;

-- shop-products / What does a thing cost? / D
SELECT ts // 86400 * 86400 AS ts, sum(cents) / sum("count") / 100 FROM expected_events WHERE "window" = '1h' AND event_type = 'purchase' GROUP BY ALL;

-- shop-products / How much money is it? / A
SELECT ts // 86400 * 86400 AS ts, sum(cents) / 100.0 FROM expected_events WHERE "window" = '1h' AND event_type = 'view' GROUP BY ALL;

-- shop-products / How much money is it? / B
SELECT ts // 86400 * 86400 AS ts, sum(cents) / 100.0 FROM expected_events WHERE "window" = '1h' AND event_type = 'cart' GROUP BY ALL;

-- shop-products / How much money is it? / C
SELECT ts // 86400 * 86400 AS ts, sum(cents) / 100.0 FROM expected_events WHERE "window" = '1h' AND event_type = 'remove_from_cart' GROUP BY ALL;

-- shop-products / How much money is it? / D
SELECT ts // 86400 * 86400 AS ts, sum(cents) / 100.0 FROM expected_events WHERE "window" = '1h' AND event_type = 'purchase' GROUP BY ALL;

-- shop-products / What is looked at most? / A
SELECT "rank", id, "count", cents / 100.0 FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'views' AND ts = {to} - 86400;

-- shop-products / What is looked at most? / B
SELECT "rank", id FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'views' AND ts = {to} - 2 * 86400;

-- shop-products / What goes into carts most? / A
SELECT "rank", id, "count", cents / 100.0 FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'carts' AND ts = {to} - 86400;

-- shop-products / What goes into carts most? / B
SELECT "rank", id FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'carts' AND ts = {to} - 2 * 86400;

-- shop-products / What brings most money? / A
SELECT "rank", id, "count", cents / 100.0 FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'revenue' AND ts = {to} - 86400;

-- shop-products / What brings most money? / B
SELECT "rank", id FROM expected_top
WHERE "window" = '1d' AND kind = 'product' AND "by" = 'revenue' AND ts = {to} - 2 * 86400;

-- shop-trust / Share of hours that are final / A
SELECT count(*) FILTER (mature) / count(*) FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-trust / Consumed = valid + dead letters / A
SELECT sum(consumed) - sum(valid) - sum(dead_letter) FROM expected_pipeline;

-- shop-trust / Valid = counted + dropped / A
SELECT sum(valid) - sum(late_dropped) - sum(duplicate_dropped) FROM expected_pipeline;

-- shop-trust / Valid = counted + dropped / B
SELECT sum("count") FROM expected_events WHERE "window" = '1m';

-- shop-trust / Opened = bought + left + emptied + open / A
SELECT sum(opened) - sum(purchased) - sum(abandoned) - sum(emptied) - sum(open) FROM expected_cart WHERE "window" = '1h';

-- shop-trust / How much comes in? / A
SELECT ts, consumed FROM expected_pipeline;

-- shop-trust / What is late, double or broken? / B
SELECT ts, late_dropped FROM expected_pipeline;

-- shop-trust / What is late, double or broken? / C
SELECT ts, duplicate_dropped FROM expected_pipeline;

-- shop-trust / What is late, double or broken? / D
SELECT ts, dead_letter FROM expected_pipeline;

-- shop-trust / What is late, double or broken? / E
SELECT ts, session_missing FROM expected_pipeline;

-- shop-trust / What is late, double or broken? / A
SELECT ts, 0 FROM expected_pipeline;

-- shop-trust / How often is a number amended? / A
SELECT ts, 0 FROM expected_funnel WHERE "window" = '1h' AND funnel = 'session_purchase' AND breakdown = 'all';

-- shop-trust / How often is a number amended? / B
SELECT ts, 0 FROM expected_cart WHERE "window" = '1h';

-- shop-trust / By which funnels was it counted? / A
SELECT DISTINCT funnel, label, step, hash, funnels FROM expected_funnel_catalog;

-- shop-overview / Dead letters / @
SELECT ts // 3600 * 3600 AS ts, sum(dead_letter) AS dead FROM expected_pipeline GROUP BY ALL HAVING dead > 0;

-- shop-overview / Bursts of late events / @
SELECT ts // 3600 * 3600 AS ts, sum(late_dropped) AS late FROM expected_pipeline GROUP BY ALL HAVING late > 100;

-- shop-funnels / Dead letters / @
SELECT ts // 3600 * 3600 AS ts, sum(dead_letter) AS dead FROM expected_pipeline GROUP BY ALL HAVING dead > 0;

-- shop-funnels / Bursts of late events / @
SELECT ts // 3600 * 3600 AS ts, sum(late_dropped) AS late FROM expected_pipeline GROUP BY ALL HAVING late > 100;

-- shop-products / Dead letters / @
SELECT ts // 3600 * 3600 AS ts, sum(dead_letter) AS dead FROM expected_pipeline GROUP BY ALL HAVING dead > 0;

-- shop-products / Bursts of late events / @
SELECT ts // 3600 * 3600 AS ts, sum(late_dropped) AS late FROM expected_pipeline GROUP BY ALL HAVING late > 100;

-- shop-trust / Dead letters / @
SELECT ts // 3600 * 3600 AS ts, sum(dead_letter) AS dead FROM expected_pipeline GROUP BY ALL HAVING dead > 0;

-- shop-trust / Bursts of late events / @
SELECT ts // 3600 * 3600 AS ts, sum(late_dropped) AS late FROM expected_pipeline GROUP BY ALL HAVING late > 100;

-- shop-trust / Does the oracle agree? / A
SELECT 0 WHERE false;
