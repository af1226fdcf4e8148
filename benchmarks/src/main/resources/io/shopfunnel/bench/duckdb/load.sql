CREATE TEMP TABLE event AS
SELECT epoch(event_time)::BIGINT AS t,
  CASE event_type WHEN 'view' THEN 0 WHEN 'cart' THEN 1 WHEN 'purchase' THEN 2 ELSE 3 END::UTINYINT AS rank,
  user_id,
  user_session
FROM read_csv('${csv}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
  timestampformat = '%Y-%m-%d %H:%M:%S UTC',
  columns = {'event_time': 'TIMESTAMP', 'event_type': 'VARCHAR', 'product_id': 'BIGINT',
    'category_id': 'BIGINT', 'category_code': 'VARCHAR', 'brand': 'VARCHAR', 'price': 'VARCHAR',
    'user_id': 'BIGINT', 'user_session': 'UUID'})
