CREATE ALIAS LIKE_PATTERN DETERMINISTIC FOR 'dev.hostdouble.db.LikePattern.matches';
CREATE TABLE vss_user (
  name VARCHAR PRIMARY KEY,
  position INT NOT NULL,
  password VARCHAR NOT NULL,
  otp VARCHAR NOT NULL,
  permitted BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE vss_token (
  token VARCHAR PRIMARY KEY,
  username VARCHAR NOT NULL,
  issued_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL
);
CREATE INDEX vss_token_user ON vss_token (username, deadline);
CREATE INDEX vss_token_deadline ON vss_token (deadline, token);
CREATE TABLE vss_revoked (
  token VARCHAR PRIMARY KEY
);
CREATE TABLE vss_iso (
  id BIGINT PRIMARY KEY,
  name VARCHAR NOT NULL,
  name_key VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  path_key VARCHAR NOT NULL,
  data_store VARCHAR NOT NULL,
  data_store_key VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  created_on VARCHAR NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_on VARCHAR NOT NULL
);
CREATE TABLE vss_user_iso (
  id BIGINT PRIMARY KEY,
  name VARCHAR NOT NULL,
  name_key VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  path_key VARCHAR NOT NULL,
  data_store VARCHAR NOT NULL,
  data_store_key VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  created_on VARCHAR NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_on VARCHAR NOT NULL,
  username VARCHAR NOT NULL,
  modified_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX vss_user_iso_path ON vss_user_iso (username, path);
CREATE TABLE vss_file (
  username VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  modified_at BIGINT NOT NULL,
  unreadable BOOLEAN NOT NULL,
  PRIMARY KEY (username, path)
);
CREATE TABLE vss_request (
  id BIGINT PRIMARY KEY,
  username VARCHAR NOT NULL,
  task_id VARCHAR NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX vss_request_user ON vss_request (username, id);
