CREATE TABLE hostkey_account (
  login VARCHAR PRIMARY KEY,
  position INT NOT NULL,
  role VARCHAR NOT NULL,
  customer BIGINT NOT NULL,
  password VARCHAR NOT NULL,
  credit BIGINT NOT NULL,
  currency VARCHAR NOT NULL
);
CREATE TABLE hostkey_session (
  token VARCHAR PRIMARY KEY,
  login VARCHAR NOT NULL,
  deadline BIGINT
);
CREATE INDEX hostkey_session_login ON hostkey_session (login);
CREATE INDEX hostkey_session_deadline ON hostkey_session (deadline, token);
CREATE TABLE hostkey_revoked (
  token VARCHAR PRIMARY KEY
);
CREATE TABLE hostkey_server (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  preset VARCHAR NOT NULL,
  ip VARCHAR NOT NULL,
  location VARCHAR NOT NULL,
  group_name VARCHAR NOT NULL,
  running BOOLEAN NOT NULL,
  suspended BOOLEAN NOT NULL,
  drive BIGINT NOT NULL,
  drive_name VARCHAR NOT NULL,
  memory_mb INT NOT NULL,
  disk_gb INT NOT NULL,
  cpus INT NOT NULL,
  virtual BOOLEAN NOT NULL,
  os BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX hostkey_server_drive ON hostkey_server (drive, id);
CREATE TABLE hostkey_iso (
  id BIGINT PRIMARY KEY,
  name VARCHAR NOT NULL,
  short_name VARCHAR NOT NULL,
  iso_name VARCHAR NOT NULL,
  owner VARCHAR NOT NULL,
  description VARCHAR NOT NULL,
  admin_only BOOLEAN NOT NULL,
  status VARCHAR NOT NULL,
  size BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX hostkey_iso_name ON hostkey_iso (name, id);
CREATE INDEX hostkey_iso_owner ON hostkey_iso (owner, id);
CREATE TABLE hostkey_history (
  id BIGINT PRIMARY KEY,
  iso BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  login VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  iso_name VARCHAR NOT NULL
);
CREATE INDEX hostkey_history_iso ON hostkey_history (iso, id);
CREATE TABLE hostkey_snapshot (
  number BIGINT PRIMARY KEY,
  server BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  snapshot_id VARCHAR NOT NULL,
  taken_at BIGINT NOT NULL,
  total_size BIGINT NOT NULL,
  ready BOOLEAN NOT NULL,
  running BOOLEAN NOT NULL,
  drive BIGINT NOT NULL,
  drive_name VARCHAR NOT NULL,
  server_name VARCHAR NOT NULL
);
CREATE INDEX hostkey_snapshot_server ON hostkey_snapshot (server, number);
CREATE TABLE hostkey_stock (
  preset BIGINT NOT NULL,
  location VARCHAR NOT NULL,
  free INT NOT NULL,
  PRIMARY KEY (preset, location)
);
CREATE TABLE hostkey_invoice (
  id BIGINT PRIMARY KEY,
  login VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  total BIGINT NOT NULL,
  currency VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  paid_at BIGINT,
  item_type VARCHAR NOT NULL,
  server BIGINT NOT NULL,
  description VARCHAR NOT NULL,
  credit BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE TABLE hostkey_tag (
  id BIGINT PRIMARY KEY,
  server BIGINT NOT NULL,
  tag VARCHAR NOT NULL,
  tag_value VARCHAR NOT NULL,
  extra VARCHAR NOT NULL
);
CREATE TABLE hostkey_address (
  ip VARCHAR PRIMARY KEY,
  server BIGINT NOT NULL,
  number BIGINT NOT NULL
);
CREATE TABLE hostkey_address_setting (
  ip VARCHAR PRIMARY KEY,
  server BIGINT NOT NULL,
  ptr VARCHAR NOT NULL,
  blocked_until BIGINT NOT NULL
);
CREATE TABLE hostkey_ssh_key (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  openssh VARCHAR NOT NULL,
  is_default BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE hostkey_api_key (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  server BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  api_key VARCHAR NOT NULL,
  ip VARCHAR NOT NULL,
  active BOOLEAN NOT NULL,
  notify_method VARCHAR NOT NULL,
  notify_address VARCHAR NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE hostkey_api_key_event (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  key_id BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  happened_at BIGINT NOT NULL
);
CREATE TABLE hostkey_zone (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  server BIGINT NOT NULL
);
CREATE TABLE hostkey_dns_record (
  id BIGINT PRIMARY KEY,
  zone BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  content VARCHAR NOT NULL,
  ttl INT NOT NULL,
  priority INT NOT NULL
);
CREATE TABLE hostkey_ticket (
  id BIGINT PRIMARY KEY,
  login VARCHAR NOT NULL,
  server BIGINT NOT NULL,
  subject VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  is_open BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE hostkey_order (
  invoice BIGINT PRIMARY KEY,
  callback VARCHAR NOT NULL UNIQUE,
  login VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  preset BIGINT NOT NULL,
  location VARCHAR NOT NULL,
  hostname VARCHAR NOT NULL,
  os BIGINT NOT NULL,
  addresses INT NOT NULL,
  server BIGINT NOT NULL
);
CREATE TABLE hostkey_removed_server (
  id BIGINT PRIMARY KEY,
  owner VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  preset VARCHAR NOT NULL,
  location VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  removed_at BIGINT NOT NULL
);
CREATE TABLE hostkey_delivery (
  job BIGINT PRIMARY KEY,
  callback VARCHAR NOT NULL,
  operation VARCHAR NOT NULL,
  target VARCHAR NOT NULL,
  delivered_at BIGINT NOT NULL
);

-- What every row of a saved state must meet besides its types and keys: table, condition, and the condition in words.
-- hostkey_account must: role IN ('CLIENT', 'STAFF', 'ADMINISTRATOR') -- role is CLIENT, STAFF or ADMINISTRATOR
-- hostkey_session must: login IN (SELECT login FROM hostkey_account) -- login is that of an account
-- hostkey_session must: deadline IS NULL OR deadline >= 0 -- deadline is not negative
-- hostkey_server must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_server must: id BETWEEN 1 AND 999999999999999999 AND memory_mb > 0 AND disk_gb > 0 AND cpus > 0 -- id, memory_mb, disk_gb and cpus are positive
-- hostkey_iso must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.iso') -- id is from 1 to below the next value of the sequence hostkey.iso
-- hostkey_iso must: status IN ('Pending', 'active', 'Error') -- status is Pending, active or Error
-- hostkey_iso must: size >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 AND updated_at BETWEEN -62135596800000 AND 253402300799999 -- size is not negative, and the times are from the year 1 to 9999
-- hostkey_history must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.history') -- id is from 1 to below the next value of the sequence hostkey.history
-- hostkey_history must: happened_at BETWEEN -62135596800000 AND 253402300799999 -- happened_at is a time from the year 1 to 9999
-- hostkey_snapshot must: number BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.snapshot') -- number is from 1 to below the next value of the sequence hostkey.snapshot
-- hostkey_snapshot must: server IN (SELECT id FROM hostkey_server) -- server is the id of a server
-- hostkey_snapshot must: total_size >= 0 AND taken_at BETWEEN -62135596800000 AND 253402300799999 -- total_size is not negative, and taken_at is a time from the year 1 to 9999
-- hostkey_server must: id <= (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.server') -- id is below the next value of the sequence hostkey.server
-- hostkey_server must: os >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 -- os is not negative, and created_at is a time from the year 1 to 9999
-- hostkey_stock must: free >= 0 -- free is not negative
-- hostkey_invoice must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.invoice') -- id is from 1 to below the next value of the sequence hostkey.invoice
-- hostkey_invoice must: login IN (SELECT login FROM hostkey_account) -- login is that of an account
-- hostkey_invoice must: status IN ('UNPAID', 'PAID', 'CANCELLED', 'REFUNDED') -- status is UNPAID, PAID, CANCELLED or REFUNDED
-- hostkey_invoice must: total BETWEEN 0 AND 999999999999999 AND server >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 -- total is from 0 to 999999999999999, server is not negative, and created_at is a time from the year 1 to 9999
-- hostkey_invoice must: paid_at IS NULL OR paid_at BETWEEN -62135596800000 AND 253402300799999 -- paid_at is a time from the year 1 to 9999
-- hostkey_invoice must: credit BETWEEN 0 AND total -- credit is from 0 to total
-- hostkey_tag must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.tag') -- id is from 1 to below the next value of the sequence hostkey.tag
-- hostkey_tag must: server IN (SELECT id FROM hostkey_server) -- server is the id of a server
-- hostkey_tag must: (SELECT COUNT(*) FROM hostkey_tag other WHERE other.server = hostkey_tag.server AND other.tag = hostkey_tag.tag) = 1 -- a server has no two tags of the same name
-- hostkey_address must: server IN (SELECT id FROM hostkey_server) -- server is the id of a server
-- hostkey_address must: number BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.address_number') -- number is from 1 to below the next value of the sequence hostkey.address_number
-- hostkey_ssh_key must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.ssh_key') -- id is from 1 to below the next value of the sequence hostkey.ssh_key
-- hostkey_ssh_key must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_ssh_key must: created_at BETWEEN -62135596800000 AND 253402300799999 -- created_at is a time from the year 1 to 9999
-- hostkey_api_key must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.api_key') -- id is from 1 to below the next value of the sequence hostkey.api_key
-- hostkey_api_key must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_api_key must: created_at BETWEEN -62135596800000 AND 253402300799999 -- created_at is a time from the year 1 to 9999
-- hostkey_api_key must: server = 0 OR server IN (SELECT id FROM hostkey_server) -- server is 0 or the id of a server
-- hostkey_api_key_event must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.api_key_event') -- id is from 1 to below the next value of the sequence hostkey.api_key_event
-- hostkey_api_key_event must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_api_key_event must: happened_at BETWEEN -62135596800000 AND 253402300799999 -- happened_at is a time from the year 1 to 9999
-- hostkey_zone must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.zone') -- id is from 1 to below the next value of the sequence hostkey.zone
-- hostkey_zone must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_dns_record must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.dns_record') -- id is from 1 to below the next value of the sequence hostkey.dns_record
-- hostkey_dns_record must: zone IN (SELECT id FROM hostkey_zone) -- zone is the id of a zone
-- hostkey_dns_record must: ttl > 0 AND priority >= 0 -- ttl is positive, and priority is not negative
-- hostkey_api_key must: (SELECT COUNT(*) FROM hostkey_api_key other WHERE other.api_key = hostkey_api_key.api_key) = 1 -- no two keys have the same api_key
-- hostkey_zone must: (SELECT COUNT(*) FROM hostkey_zone other WHERE other.name = hostkey_zone.name) = 1 -- no two zones have the same name
-- hostkey_address_setting must: server IN (SELECT id FROM hostkey_server) -- server is the id of a server
-- hostkey_address_setting must: blocked_until >= 0 -- blocked_until is not negative
-- hostkey_ticket must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.ticket') -- id is from 1 to below the next value of the sequence hostkey.ticket
-- hostkey_ticket must: login IN (SELECT login FROM hostkey_account) -- login is that of an account
-- hostkey_ticket must: server >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 -- server is not negative, and created_at is a time from the year 1 to 9999
-- hostkey_order must: login = (SELECT invoice.login FROM hostkey_invoice invoice WHERE invoice.id = hostkey_order.invoice) -- its invoice is there and has the same login
-- hostkey_order must: state IN ('AWAITING_PAYMENT', 'DEPLOYING', 'DONE', 'FAILED') -- state is AWAITING_PAYMENT, DEPLOYING, DONE or FAILED
-- hostkey_order must: callback REGEXP '^[0-9a-f]{32}$' -- callback is 32 hex digits
-- hostkey_order must: preset > 0 AND os >= 0 AND server >= 0 AND addresses BETWEEN 0 AND 64 -- preset is positive, os and server are not negative, and addresses is from 0 to 64
-- hostkey_account must: credit BETWEEN 0 AND 999999999999999999 -- credit is from 0 to 999999999999999999
-- hostkey_account must: currency IN ('EUR', 'USD', 'RUB') -- currency is EUR, USD or RUB
-- hostkey_account must: customer > 0 -- customer is positive
-- hostkey_invoice must: item_type IN ('Hosting', 'AddFunds') AND currency IN ('EUR', 'USD', 'RUB') -- item_type is Hosting or AddFunds, and currency is EUR, USD or RUB
-- hostkey_invoice must: (paid_at IS NULL) = (status IN ('UNPAID', 'CANCELLED')) -- it has a paid_at exactly if it was paid
-- hostkey_order must: (preset, location) IN (SELECT preset, location FROM hostkey_stock) -- its preset is sold in its location
-- hostkey_order must: (state = 'DONE') = (server > 0) -- it has a server exactly if it is DONE
-- hostkey_order must: server <= (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.server') -- server is below the next value of the sequence hostkey.server
-- hostkey_order must: state = 'FAILED' OR (SELECT status FROM hostkey_invoice invoice WHERE invoice.id = hostkey_order.invoice) = CASE state WHEN 'AWAITING_PAYMENT' THEN 'UNPAID' ELSE 'PAID' END -- its invoice is UNPAID while it waits for the payment, and PAID while it is DEPLOYING or DONE
-- hostkey_delivery must: job BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'job.number') -- job is from 1 to below the next value of the sequence job.number
-- hostkey_delivery must: target REGEXP '^([a-z]+/)?[A-Za-z0-9._-]{1,64}$' -- target names a resource, such as server/456
-- hostkey_delivery must: delivered_at BETWEEN -62135596800000 AND 253402300799999 -- delivered_at is a time from the year 1 to 9999
-- hostkey_invoice must: ended_at IS NULL OR (status IN ('CANCELLED', 'REFUNDED') AND ended_at BETWEEN -62135596800000 AND 253402300799999) -- ended_at is a time from the year 1 to 9999, and only of an invoice that is CANCELLED or REFUNDED
-- hostkey_removed_server must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hostkey.server') AND id NOT IN (SELECT id FROM hostkey_server) -- id is from 1 to below the next value of the sequence hostkey.server, and no server has it
-- hostkey_removed_server must: owner IN (SELECT login FROM hostkey_account) -- owner is the login of an account
-- hostkey_removed_server must: removed_at >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 -- removed_at is not negative, and created_at is a time from the year 1 to 9999
