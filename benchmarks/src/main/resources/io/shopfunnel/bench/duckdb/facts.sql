SELECT coalesce(max(users), 0) FROM (SELECT count(DISTINCT user_id) AS users FROM event GROUP BY t // 86400)
