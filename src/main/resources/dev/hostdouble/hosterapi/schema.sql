CREATE TABLE hosterapi_token (
  id BIGINT PRIMARY KEY,
  secret VARCHAR NOT NULL UNIQUE,
  account VARCHAR NOT NULL
);
CREATE TABLE hosterapi_ticket (
  id BIGINT PRIMARY KEY,
  account VARCHAR NOT NULL
);
CREATE TABLE hosterapi_revoked (
  secret VARCHAR PRIMARY KEY
);
CREATE TABLE hosterapi_template (
  position INT PRIMARY KEY,
  name VARCHAR NOT NULL,
  dedicated BOOLEAN NOT NULL,
  listed BOOLEAN NOT NULL,
  available BOOLEAN NOT NULL
);
CREATE TABLE hosterapi_server (
  id BIGINT PRIMARY KEY,
  account VARCHAR DEFAULT '' NOT NULL,
  cpu_cores INT NOT NULL,
  mem INT NOT NULL,
  disk VARCHAR NOT NULL,
  template VARCHAR NOT NULL,
  ordered_template VARCHAR NOT NULL,
  password VARCHAR NOT NULL,
  running BOOLEAN NOT NULL,
  suspended BOOLEAN DEFAULT FALSE NOT NULL,
  working INT NOT NULL,
  booted_at BIGINT NOT NULL,
  halted_at BIGINT NOT NULL,
  measured_at BIGINT NOT NULL,
  cpu DOUBLE PRECISION NOT NULL,
  mem_used BIGINT NOT NULL,
  mem_free BIGINT NOT NULL,
  net_in BIGINT NOT NULL,
  net_out BIGINT NOT NULL
);
CREATE INDEX hosterapi_server_account ON hosterapi_server (account, id);
CREATE TABLE hosterapi_ip (
  address VARCHAR PRIMARY KEY,
  position BIGINT NOT NULL,
  server BIGINT,
  dedicated BIGINT,
  hostname VARCHAR
);
CREATE INDEX hosterapi_ip_server ON hosterapi_ip (server, position);
CREATE INDEX hosterapi_ip_dedicated ON hosterapi_ip (dedicated, position);
CREATE TABLE hosterapi_backup (
  server BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  cpu_cores INT NOT NULL,
  mem INT NOT NULL,
  disk VARCHAR NOT NULL,
  template VARCHAR NOT NULL,
  password VARCHAR NOT NULL,
  PRIMARY KEY (server, taken_at)
);
CREATE INDEX hosterapi_backup_taken_at ON hosterapi_backup (taken_at);
CREATE TABLE hosterapi_incident (
  gid BIGINT PRIMARY KEY,
  server BIGINT NOT NULL,
  started VARCHAR NOT NULL,
  stopped VARCHAR NOT NULL,
  host VARCHAR NOT NULL,
  direction INT NOT NULL,
  impact BIGINT NOT NULL,
  types VARCHAR NOT NULL,
  ongoing INT NOT NULL
);
CREATE INDEX hosterapi_incident_server ON hosterapi_incident (server, gid);
CREATE TABLE hosterapi_console_ticket (
  number BIGINT PRIMARY KEY,
  ticket VARCHAR NOT NULL UNIQUE,
  target VARCHAR NOT NULL,
  deadline BIGINT NOT NULL
);
CREATE INDEX hosterapi_console_ticket_target ON hosterapi_console_ticket (target);
CREATE INDEX hosterapi_console_ticket_deadline ON hosterapi_console_ticket (deadline);
CREATE TABLE hosterapi_dedicated (
  id BIGINT PRIMARY KEY,
  account VARCHAR DEFAULT '' NOT NULL,
  owned BOOLEAN NOT NULL,
  available BOOLEAN NOT NULL,
  model VARCHAR NOT NULL,
  description VARCHAR,
  cpu_type VARCHAR NOT NULL,
  cpu_count VARCHAR NOT NULL,
  ram_type VARCHAR NOT NULL,
  ram_size VARCHAR NOT NULL,
  storage_type VARCHAR NOT NULL,
  storage_count VARCHAR NOT NULL,
  storage_size VARCHAR NOT NULL,
  price INT NOT NULL,
  location_id INT NOT NULL,
  location_name VARCHAR NOT NULL,
  order_complete BOOLEAN NOT NULL,
  running BOOLEAN NOT NULL,
  working INT NOT NULL,
  switched_at BIGINT NOT NULL,
  template VARCHAR NOT NULL,
  hostname VARCHAR NOT NULL,
  mac VARCHAR NOT NULL,
  root_password VARCHAR NOT NULL,
  user_password VARCHAR NOT NULL
);
CREATE TABLE hosterapi_software (
  position INT PRIMARY KEY,
  package VARCHAR NOT NULL UNIQUE,
  name VARCHAR NOT NULL,
  description VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  icon VARCHAR NOT NULL
);
CREATE TABLE hosterapi_installed (
  target VARCHAR NOT NULL,
  package VARCHAR NOT NULL,
  PRIMARY KEY (target, package)
);
CREATE TABLE hosterapi_fact (
  target VARCHAR NOT NULL,
  fact VARCHAR NOT NULL,
  PRIMARY KEY (target, fact)
);
CREATE TABLE hosterapi_ledger (
  number BIGINT,
  kind VARCHAR NOT NULL,
  account VARCHAR NOT NULL,
  target VARCHAR,
  what VARCHAR NOT NULL,
  price INT,
  happened_at BIGINT NOT NULL,
  PRIMARY KEY (target, number)
);

-- What every row of a saved state must meet besides its types and keys: table, condition, and the condition in words.
-- hosterapi_token must: id > 0 AND secret REGEXP '^[A-Za-z0-9]{40}$' -- id is positive, and secret is 40 letters and digits
-- hosterapi_server must: template IN (SELECT name FROM hosterapi_template) -- template is one of hosterapi_template
-- hosterapi_server must: id BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hosterapi.server') -- id is from 1 to below the next value of the sequence hosterapi.server
-- hosterapi_server must: cpu_cores > 0 AND mem > 0 AND disk REGEXP '^[1-9][0-9]{0,6}[MGT]$' -- cpu_cores and mem are positive, and disk is a size such as 50G
-- hosterapi_server must: working >= 0 AND cpu BETWEEN 0 AND 1 -- working is not negative, and cpu is from 0 to 1
-- hosterapi_ip must: server IS NULL OR dedicated IS NULL -- an address has one owner at most
-- hosterapi_backup must: server IN (SELECT id FROM hosterapi_server) -- server is the id of a server
-- hosterapi_backup must: taken_at BETWEEN -62135596800 AND 253402300799 AND disk REGEXP '^[1-9][0-9]{0,6}[MGT]$' -- taken_at is a time from the year 1 to 9999, and disk is a size such as 50G
-- hosterapi_incident must: server IN (SELECT id FROM hosterapi_server) -- server is the id of a server
-- hosterapi_incident must: ongoing IN (0, 1) -- ongoing is 0 or 1
-- hosterapi_installed must: package IN (SELECT package FROM hosterapi_software) -- package is one of hosterapi_software
-- hosterapi_fact must: fact IN {facts} -- fact is one of those that the provider knows
-- hosterapi_server must: ordered_template = '' OR ordered_template IN (SELECT name FROM hosterapi_template) -- ordered_template is one of hosterapi_template
-- hosterapi_incident must: types IS JSON ARRAY -- types is a JSON array
-- hosterapi_console_ticket must: number BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hosterapi.console') -- number is from 1 to below the next value of the sequence hosterapi.console
-- hosterapi_dedicated must: id BETWEEN 1 AND 999999999999999999 AND working >= 0 -- id is positive, and working is not negative
-- job must: provider <> 'hosterapi' OR CASE WHEN id REGEXP '^task-[0-9]{1,15}$' THEN CAST(SUBSTRING(id FROM 6) AS BIGINT) < (SELECT next_value FROM sequence WHERE name = 'hosterapi.task') ELSE TRUE END -- the number in the id of a task is below the next value of the sequence hosterapi.task
-- hosterapi_token must: account REGEXP '^[A-Za-z0-9@._-]{1,64}$' -- account is 1 to 64 of A-Z a-z 0-9 @ . _ -
-- hosterapi_ledger must: number BETWEEN 1 AND (SELECT next_value - 1 FROM sequence WHERE name = 'hosterapi.ledger') -- number is from 1 to below the next value of the sequence hosterapi.ledger
-- hosterapi_ledger must: kind IN ('ORDER', 'DELETION', 'REVERSAL') AND happened_at >= 0 -- kind is ORDER, DELETION or REVERSAL, and happened_at is not negative
-- hosterapi_ledger must: target REGEXP '^(|[0-9]{1,18}|dedicated/[0-9]{1,18})$' -- target is the id of a server, of a dedicated one after dedicated/, or empty while there is none
