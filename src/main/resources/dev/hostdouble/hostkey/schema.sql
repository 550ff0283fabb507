CREATE TABLE hostkey_account (
  login VARCHAR PRIMARY KEY,
  position INT NOT NULL,
  role VARCHAR NOT NULL,
  customer BIGINT NOT NULL,
  api_key VARCHAR NOT NULL,
  password VARCHAR NOT NULL
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
  disk_gb INT NOT NULL
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
