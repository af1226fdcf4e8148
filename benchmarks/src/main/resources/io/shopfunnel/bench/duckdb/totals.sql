SELECT event_type, count(*), sum(user_id)::BIGINT, sum(product_id)::BIGINT,
  sum((coalesce(price, '0')::DECIMAL(16, 2) * 100)::BIGINT)::BIGINT
FROM read_csv('${csv}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {'event_time': 'VARCHAR', 'event_type': 'VARCHAR', 'product_id': 'BIGINT',
    'category_id': 'BIGINT', 'category_code': 'VARCHAR', 'brand': 'VARCHAR', 'price': 'VARCHAR',
    'user_id': 'BIGINT', 'user_session': 'VARCHAR'})
GROUP BY event_type
