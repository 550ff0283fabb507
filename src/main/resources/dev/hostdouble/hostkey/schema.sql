CREATE TABLE hostkey_account (
  login VARCHAR PRIMARY KEY,
  position INT NOT NULL,
  role VARCHAR NOT NULL,
  customer BIGINT NOT NULL,
  api_key VARCHAR NOT NULL,
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
  credit BIGINT NOT NULL
);
CREATE INDEX hostkey_invoice_login ON hostkey_invoice (login, id);

-- What every row of a saved state must meet besides its types and keys: table, condition, and the condition in words.
-- hostkey_account must: role IN ('CLIENT', 'STAFF', 'ADMINISTRATOR') -- role is CLIENT, STAFF or ADMINISTRATOR
-- hostkey_account must: api_key = '' OR (SELECT COUNT(*) FROM hostkey_account other WHERE other.api_key = hostkey_account.api_key) = 1 -- no two accounts have the same api_key
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
-- hostkey_invoice must: total >= 0 AND server >= 0 AND created_at BETWEEN -62135596800000 AND 253402300799999 -- total and server are not negative, and created_at is a time from the year 1 to 9999
-- hostkey_invoice must: paid_at IS NULL OR paid_at BETWEEN -62135596800000 AND 253402300799999 -- paid_at is a time from the year 1 to 9999
-- hostkey_invoice must: credit BETWEEN 0 AND total -- credit is from 0 to total
