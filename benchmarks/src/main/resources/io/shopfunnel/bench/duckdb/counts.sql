SELECT t - t % 60 AS minute, rank, count(*) AS events FROM event GROUP BY ALL
