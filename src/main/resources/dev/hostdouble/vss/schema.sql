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
  id BIGINT NOT NULL,
  username VARCHAR NOT NULL,
  issued_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  revoked BOOLEAN NOT NULL
);
CREATE INDEX vss_token_user ON vss_token (username, deadline);
CREATE INDEX vss_token_deadline ON vss_token (deadline, token);
CREATE TABLE vss_revoked (
  token VARCHAR PRIMARY KEY,
  deadline BIGINT NOT NULL
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
CREATE TABLE vss_user_image (
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
  kind VARCHAR NOT NULL,
  modified_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX vss_user_image_path ON vss_user_image (username, path);
CREATE TABLE vss_file (
  username VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  modified_at BIGINT NOT NULL,
  unreadable BOOLEAN NOT NULL,
  PRIMARY KEY (username, path)
);
CREATE TABLE vss_request (
  id BIGINT PRIMARY KEY,
  kind VARCHAR NOT NULL,
  username VARCHAR NOT NULL,
  task_id VARCHAR NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX vss_request_user ON vss_request (username, id);
CREATE TABLE vss_totp (
  username VARCHAR PRIMARY KEY,
  method VARCHAR,
  enrolment BIGINT NOT NULL,
  used_codes INT NOT NULL,
  enabled_at BIGINT,
  disabled_at BIGINT,
  code_until BIGINT,
  disable_until BIGINT
);
CREATE TABLE vss_message (
  id BIGINT PRIMARY KEY,
  username VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE TABLE vss_drive (
  vm VARCHAR NOT NULL,
  unit INT NOT NULL,
  iso VARCHAR NOT NULL,
  PRIMARY KEY (vm, unit)
);

-- What every row of a saved state must meet besides its types and keys: table, condition, and the condition in words.
-- vss_user must: created_at BETWEEN -62135596800000 AND 253402300799999 -- created_at is a time from the year 1 to 9999
-- vss_token must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_file must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_file must: modified_at BETWEEN -62135596800000 AND 253402300799999 -- modified_at is a time from the year 1 to 9999
-- vss_user_image must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_user_image must: id NOT IN (SELECT id FROM vss_iso) -- no public image has the same id
-- vss_user_image must: id > 0 AND created_at BETWEEN -62135596800 AND 253402300799 AND updated_at BETWEEN -62135596800 AND 253402300799 AND modified_at BETWEEN -62135596800000 AND 253402300799999 -- id is positive, and the times are from the year 1 to 9999
-- vss_iso must: id > 0 AND created_at BETWEEN -62135596800 AND 253402300799 AND updated_at BETWEEN -62135596800 AND 253402300799 -- id is positive, and the times are from the year 1 to 9999
-- vss_iso must: EXISTS (SELECT 1 FROM sequence WHERE name = 'vss.iso.loads') -- the sequence vss.iso.loads has begun; without it the images of the start state would come again
-- vss_request must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'vss.request') -- id is from 1 to below the next value of the sequence vss.request
-- vss_request must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_request must: created_at BETWEEN -62135596800 AND 253402300799 -- created_at is a time from the year 1 to 9999
-- vss_iso must: id < (SELECT next_value FROM sequence WHERE name = 'vss.image') -- id is below the next value of the sequence vss.image
-- Accounts
-- vss_token must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'vss.token') -- id is from 1 to below the next value of the sequence vss.token
-- vss_token must: id IN (SELECT id FROM vss_token GROUP BY id HAVING COUNT(*) = 1) -- no other token has the same id
-- vss_token must: issued_at BETWEEN -62135596800000 AND 253402300799999 AND updated_at BETWEEN -62135596800000 AND 253402300799999 -- the times are from the year 1 to 9999
-- vss_totp must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_totp must: method IS NULL OR method IN ('AUTHENTICATOR', 'EMAIL', 'SMS') -- method is null, or one of AUTHENTICATOR, EMAIL and SMS
-- vss_totp must: enabled_at IS NULL OR method IS NOT NULL -- there is a method if enabled_at is not null
-- vss_totp must: enrolment >= 0 AND used_codes BETWEEN 0 AND 1023 -- enrolment is not negative, and used_codes has a bit for each of 10 codes
-- vss_totp must: COALESCE(enabled_at, 0) BETWEEN -62135596800000 AND 253402300799999 AND COALESCE(disabled_at, 0) BETWEEN -62135596800000 AND 253402300799999 -- the times are null, or from the year 1 to 9999
-- vss_message must: username IN (SELECT name FROM vss_user) -- username is the name of a user
-- vss_message must: id BETWEEN 1 AND 9007199254740991 AND created_at BETWEEN -62135596800000 AND 253402300799999 AND updated_at BETWEEN -62135596800000 AND 253402300799999 -- id is from 1 to 9007199254740991, and the times are from the year 1 to 9999
-- vss_message must: status IN ('Acknowledged', 'Created') -- status is Acknowledged or Created
-- vss_user_image must: id < (SELECT next_value FROM sequence WHERE name = 'vss.image') -- id is below the next value of the sequence vss.image
-- vss_user_image must: kind IN ('ISO', 'FLOPPY', 'VM', 'VMDK') -- kind is ISO, FLOPPY, VM or VMDK
-- vss_request must: kind IN ('image_sync', 'vmdk_sync', 'change') -- kind is image_sync, vmdk_sync or change
-- vss_drive must: unit BETWEEN 1 AND 4 -- unit is from 1 to 4
