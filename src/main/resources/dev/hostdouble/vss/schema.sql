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

-- What every row of a saved state must meet besides its types and keys: table, condition, and the condition in words.
-- vss_user must: created_at BETWEEN -62135596800000 AND 253402300799999 -- created_at is a time from the year 1 to 9999
-- vss_token must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_file must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_file must: modified_at BETWEEN -62135596800000 AND 253402300799999 -- modified_at is a time from the year 1 to 9999
-- vss_user_iso must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_user_iso must: id NOT IN (SELECT id FROM vss_iso) -- no public image has the same id
-- vss_user_iso must: id > 0 AND created_at BETWEEN -62135596800 AND 253402300799 AND updated_at BETWEEN -62135596800 AND 253402300799 AND modified_at BETWEEN -62135596800000 AND 253402300799999 -- id is positive, and the times are from the year 1 to 9999
-- vss_iso must: id > 0 AND created_at BETWEEN -62135596800 AND 253402300799 AND updated_at BETWEEN -62135596800 AND 253402300799 -- id is positive, and the times are from the year 1 to 9999
-- vss_iso must: EXISTS (SELECT 1 FROM sequence WHERE name = 'vss.iso.loads') -- the sequence vss.iso.loads has begun; without it the images of the start state would come again
-- vss_request must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'vss.request') -- id is from 1 to below the next value of the sequence vss.request
-- vss_request must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_request must: created_at BETWEEN -62135596800 AND 253402300799 -- created_at is a time from the year 1 to 9999
-- vss_iso must: id < (SELECT next_value FROM sequence WHERE name = 'vss.image') -- id is below the next value of the sequence vss.image
-- vss_user_iso must: id < (SELECT next_value FROM sequence WHERE name = 'vss.image') -- id is below the next value of the sequence vss.image
