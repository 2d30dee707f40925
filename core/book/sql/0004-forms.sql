-- The file of 乡评, version 4: every kind of form, bodies of judges, ballots, the points of a whole year. The rules of 0001 hold.
PRAGMA user_version = 4;

-- Whose judge somebody is where several bodies mark: 评委 代表 家人 邻居 计票; '' the judges of the round.
ALTER TABLE judge ADD COLUMN body TEXT NOT NULL DEFAULT '';

ALTER TABLE round ADD COLUMN weights TEXT NOT NULL DEFAULT '';               -- 评委=6000|代表=4000, ten-thousandths; '' none
ALTER TABLE round ADD COLUMN usual_form TEXT;                               -- id of the form whose sealed rounds of the year are 平时分
ALTER TABLE round ADD COLUMN usual_bp INTEGER NOT NULL DEFAULT 0 CHECK (usual_bp BETWEEN 0 AND 9999);
ALTER TABLE round ADD COLUMN spread_hundredths INTEGER NOT NULL DEFAULT 1000 CHECK (spread_hundredths >= 0);  -- 0: never said
ALTER TABLE round ADD COLUMN apportion TEXT NOT NULL DEFAULT 'largest-remainder'
  CHECK (apportion IN ('largest-remainder', 'sainte-lague', 'dhondt', 'each-first'));
ALTER TABLE round ADD COLUMN is_one_per_household INTEGER NOT NULL DEFAULT 0 CHECK (is_one_per_household IN (0, 1));
ALTER TABLE round ADD COLUMN n_registered INTEGER NOT NULL DEFAULT 0;        -- households of the village when the round opened
ALTER TABLE round ADD COLUMN n_resident INTEGER NOT NULL DEFAULT 0;

-- Of a form with two titles, which list the entrant stands in: 好婆婆; '' one list.
ALTER TABLE entrant ADD COLUMN list TEXT NOT NULL DEFAULT '';
-- 参评不挂牌: scored and placed, takes no place of the quota.
ALTER TABLE entrant ADD COLUMN is_withheld INTEGER NOT NULL DEFAULT 0 CHECK (is_withheld IN (0, 1));

-- What the votes of an item are measured against. Blank ballots are valid, spoilt ones are not.
CREATE TABLE ballots (
  round_uid  INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  item_at    INTEGER NOT NULL CHECK (item_at >= 1),
  n_issued   INTEGER NOT NULL CHECK (n_issued BETWEEN 0 AND 99999),
  n_returned INTEGER NOT NULL CHECK (n_returned BETWEEN 0 AND n_issued),
  n_spoilt   INTEGER NOT NULL CHECK (n_spoilt BETWEEN 0 AND n_returned),
  PRIMARY KEY (round_uid, item_at)
) STRICT, WITHOUT ROWID;

-- A title that was taken back (摘牌), and until when its holder cannot have it again.
CREATE TABLE title_withdrawal (
  round_uid   INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  on_day      TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  barred_until TEXT   CHECK (barred_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  PRIMARY KEY (round_uid, entrant_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- points of a year (全年积分)
-- Which form's items a year counts by, and whether what could be redeemed is carried over when it is closed.
CREATE TABLE ledger_year (
  year           INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 2000 AND 2999),
  rubric_id      TEXT    NOT NULL,
  rubric_version INTEGER NOT NULL,
  closed_on      TEXT    CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),  -- NULL: goes on
  is_carried     INTEGER NOT NULL DEFAULT 0 CHECK (is_carried IN (0, 1)),
  FOREIGN KEY (rubric_id, rubric_version) REFERENCES rubric (id, version) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ledger_year_rubric ON ledger_year (rubric_id, rubric_version);

-- One thing that happened. Nothing is deleted: what was wrong is reversed by an event of its own.
CREATE TABLE ledger_event (
  event_uid     INTEGER NOT NULL PRIMARY KEY CHECK (event_uid > 0),
  year          INTEGER NOT NULL,           -- of the ledger it counts in
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  person_uid    INTEGER REFERENCES person (person_uid) DEFERRABLE INITIALLY DEFERRED,
  item_no       TEXT    NOT NULL,           -- of the year's form
  on_day        TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  amount        INTEGER NOT NULL DEFAULT 1, -- times; of a ladder, hundredths (hours)
  points_hundredths INTEGER,                -- where the meeting fixes them between min and max; NULL: the item's
  is_warning    INTEGER NOT NULL DEFAULT 0 CHECK (is_warning IN (0, 1)),  -- registered, takes no points (先劝后扣)
  proof         TEXT,                       -- 签到表, 处罚文书, 证明人
  remark_secret TEXT    CHECK (length (remark_secret) = 64),
  reverses_uid  INTEGER REFERENCES ledger_event (event_uid) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ledger_event_household ON ledger_event (household_uid, year);
CREATE INDEX ledger_event_year ON ledger_event (year, on_day);
CREATE INDEX ledger_event_person ON ledger_event (person_uid) WHERE person_uid IS NOT NULL;
CREATE INDEX ledger_event_reverses ON ledger_event (reverses_uid) WHERE reverses_uid IS NOT NULL;

CREATE TABLE goods (
  goods_uid  INTEGER NOT NULL PRIMARY KEY CHECK (goods_uid > 0),
  number     INTEGER NOT NULL CHECK (number >= 1),
  name       TEXT    NOT NULL,
  price_hundredths INTEGER NOT NULL CHECK (price_hundredths > 0),
  is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1))
) STRICT;

CREATE TABLE goods_delivery (               -- came in, or was written off (negative)
  delivery_uid INTEGER NOT NULL PRIMARY KEY CHECK (delivery_uid > 0),
  goods_uid  INTEGER NOT NULL REFERENCES goods (goods_uid) DEFERRABLE INITIALLY DEFERRED,
  count      INTEGER NOT NULL CHECK (count <> 0),
  on_day     TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX goods_delivery_goods ON goods_delivery (goods_uid);

CREATE TABLE redemption (
  redemption_uid INTEGER NOT NULL PRIMARY KEY CHECK (redemption_uid > 0),
  year          INTEGER NOT NULL,
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  goods_uid     INTEGER NOT NULL REFERENCES goods (goods_uid) DEFERRABLE INITIALLY DEFERRED,
  count         INTEGER NOT NULL CHECK (count >= 1),
  points_hundredths INTEGER NOT NULL CHECK (points_hundredths > 0),  -- what it cost then
  on_day        TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  is_reversed   INTEGER NOT NULL DEFAULT 0 CHECK (is_reversed IN (0, 1))
) STRICT;
CREATE INDEX redemption_household ON redemption (household_uid, year);
CREATE INDEX redemption_goods ON redemption (goods_uid);

-- What a household goes into a year with, when the year before was closed with carrying over.
CREATE TABLE ledger_carry (
  year          INTEGER NOT NULL,
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  points_hundredths INTEGER NOT NULL,
  PRIMARY KEY (year, household_uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_carry_household ON ledger_carry (household_uid);

-- What a round took over from the ledger when it opened: points, whether barred, how often at public works.
CREATE TABLE ledger_taken (
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  what       TEXT    NOT NULL CHECK (what IN ('ledger', 'ledger-year', 'barred', 'public-work')),
  value      INTEGER NOT NULL,              -- hundredths of a point; which year; 1, 0; times
  PRIMARY KEY (round_uid, entrant_no, what),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
