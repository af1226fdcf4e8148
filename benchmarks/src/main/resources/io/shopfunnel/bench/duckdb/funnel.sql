-- A session is cut by a silence of more than 30 minutes, and 24 hours after its first event. Events
-- of one second are in the order view, cart, purchase: so a step may be in the same second as the
-- one before it, and the order within a second need not be worked out.
WITH RECURSIVE
gap AS (
  SELECT user_id, user_session, t, rank,
    (t - lag(t) OVER (PARTITION BY user_id, user_session ORDER BY t) > 1800)::INTEGER AS begins
  FROM event WHERE user_session IS NOT NULL),
piece AS MATERIALIZED (
  -- Peers, the events of one second, are in the frame together: all get the same number.
  SELECT user_id, user_session, t, rank,
    coalesce(sum(begins) OVER (PARTITION BY user_id, user_session ORDER BY t), 0)::INTEGER AS part
  FROM gap),
long_piece AS (
  SELECT user_id, user_session, part, min(t) AS first
  FROM piece GROUP BY ALL HAVING max(t) - min(t) > 86400),
cut AS (
  SELECT user_id, user_session, part, first FROM long_piece
  UNION ALL
  SELECT c.user_id, c.user_session, c.part, min(p.t)
  FROM cut c JOIN piece p
    ON p.user_id = c.user_id AND p.user_session = c.user_session AND p.part = c.part
    AND p.t > c.first + 86400
  GROUP BY c.user_id, c.user_session, c.part),
followed AS (
  SELECT user_id, user_session, part, 0::BIGINT AS first, t, rank
  FROM piece p ANTI JOIN long_piece USING (user_id, user_session, part)
  UNION ALL
  SELECT p.user_id, p.user_session, p.part, max(c.first), p.t, p.rank
  FROM piece p JOIN cut c
    ON p.user_id = c.user_id AND p.user_session = c.user_session AND p.part = c.part
    AND c.first <= p.t
  GROUP BY p.user_id, p.user_session, p.part, p.t, p.rank),
entered AS (
  SELECT user_id, user_session, part, first, min(t) AS entry
  FROM followed WHERE rank = 0 GROUP BY ALL),
carted AS (
  SELECT user_id, user_session, part, first, entry, min(t) AS cart
  FROM entered JOIN followed USING (user_id, user_session, part, first)
  WHERE rank = 1 AND t >= entry GROUP BY ALL),
bought AS (
  SELECT DISTINCT user_id, user_session, part, first, entry
  FROM carted JOIN followed USING (user_id, user_session, part, first)
  WHERE rank = 2 AND t >= cart)
SELECT entry - entry % 3600 AS hour, 1 AS step, count(*) FROM entered GROUP BY ALL
UNION ALL
SELECT entry - entry % 3600, 2, count(*) FROM carted GROUP BY ALL
UNION ALL
SELECT entry - entry % 3600, 3, count(*) FROM bought GROUP BY ALL
