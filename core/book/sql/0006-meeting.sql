-- The file of 乡评, version 6: who sat, who judges which group, what was put to the vote, what was deliberated. The rules of 0001 hold.
PRAGMA user_version = 6;

ALTER TABLE mark ADD COLUMN photo TEXT;                                     -- number of the picture that shows it: 0123
-- A judge does not mark the households of his own group.
ALTER TABLE round ADD COLUMN is_own_group_recused INTEGER NOT NULL DEFAULT 0 CHECK (is_own_group_recused IN (0, 1));
-- How many of the committee must be there: at least 2/3, or more than half: >1/2.
ALTER TABLE round ADD COLUMN quorum TEXT NOT NULL DEFAULT '2/3' CHECK (quorum GLOB '[1-9]/[1-9]' OR quorum GLOB '>[1-9]/[1-9]');

-- When a judge came and left; who leaves and comes back has a stay more. Wall clock of the village: 2026-10-12T19:05.
CREATE TABLE attendance (
  round_uid INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  stay_no   INTEGER NOT NULL CHECK (stay_no >= 1),
  came_at   TEXT    NOT NULL CHECK (came_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  left_at   TEXT    CHECK (left_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  PRIMARY KEY (round_uid, judge_no, stay_no),
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED,
  CHECK (left_at IS NULL OR left_at >= came_at)
) STRICT, WITHOUT ROWID;

-- 甲组评乙组: where a group has rows, these judges alone mark its households. A group without rows is marked by all.
CREATE TABLE rota (
  round_uid INTEGER NOT NULL, group_uid INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  PRIMARY KEY (round_uid, group_uid, judge_no),
  FOREIGN KEY (group_uid) REFERENCES village_group (group_uid) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX rota_group ON rota (group_uid);

-- What the meeting put to the vote, in the order of voting. Who is recused is there and does not vote.
CREATE TABLE motion (
  round_uid   INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  motion_no   INTEGER NOT NULL CHECK (motion_no >= 1),
  on_day      TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  what        TEXT    NOT NULL CHECK (what IN ('tie', 'veto', 'held', 'marks', 'other')),
  entrant_no  INTEGER,                      -- NULL: of nobody alone
  words       TEXT    NOT NULL,             -- as it was put: 同意三社17号入选
  majority    TEXT    NOT NULL DEFAULT 'present' CHECK (majority IN ('present', 'members', 'two-thirds')), -- 实到过半数 …
  n_members   INTEGER NOT NULL CHECK (n_members BETWEEN 0 AND 9999),          -- 应到
  n_present   INTEGER NOT NULL CHECK (n_present BETWEEN 0 AND n_members),     -- 实到
  n_for       INTEGER NOT NULL CHECK (n_for >= 0),
  n_against   INTEGER NOT NULL CHECK (n_against >= 0),
  n_abstained INTEGER NOT NULL CHECK (n_abstained >= 0),
  n_recused   INTEGER NOT NULL CHECK (n_recused >= 0),
  is_carried  INTEGER NOT NULL CHECK (is_carried IN (0, 1)),
  PRIMARY KEY (round_uid, motion_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  CHECK (n_for + n_against + n_abstained + n_recused = n_present)
) STRICT, WITHOUT ROWID;

-- One deliberation: 集中 现场 上门 跟踪. What was told in private stands in `secret`.
CREATE TABLE deliberation (
  deliberation_uid INTEGER NOT NULL PRIMARY KEY CHECK (deliberation_uid > 0),
  mode          TEXT    NOT NULL CHECK (mode IN ('meeting', 'on-site', 'visit', 'follow-up')),
  on_day        TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  round_uid     INTEGER REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  household_uid INTEGER REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  item_no       TEXT,                       -- of the round's form: 4, 1.1
  article       TEXT,                       -- of the village's rules: 第三条
  present       TEXT    NOT NULL,           -- who was there: 李主任、孙梅
  why_secret     TEXT   CHECK (length (why_secret) = 64),
  said_secret    TEXT   CHECK (length (said_secret) = 64),
  decided_secret TEXT   CHECK (length (decided_secret) = 64),
  follower      TEXT,                       -- who looks again
  closed_on     TEXT    CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  outcome_secret TEXT   CHECK (length (outcome_secret) = 64)
) STRICT;
CREATE INDEX deliberation_household ON deliberation (household_uid);
CREATE INDEX deliberation_round ON deliberation (round_uid);

-- A day to look again, and what was found.
CREATE TABLE revisit (
  deliberation_uid INTEGER NOT NULL REFERENCES deliberation (deliberation_uid) DEFERRABLE INITIALLY DEFERRED,
  revisit_no   INTEGER NOT NULL CHECK (revisit_no >= 1),
  due_on       TEXT    NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  done_on      TEXT    CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  found_secret TEXT    CHECK (length (found_secret) = 64),
  PRIMARY KEY (deliberation_uid, revisit_no)
) STRICT, WITHOUT ROWID;

-- What the committee wrote into the drafted minutes of a round; its figures are never stored here. NULL: as drafted.
CREATE TABLE minutes (
  round_uid INTEGER NOT NULL PRIMARY KEY REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  place     TEXT,                            -- 村委会会议室
  chair     TEXT,                            -- who presided
  recorder  TEXT,                            -- who wrote
  draft_sha256 TEXT NOT NULL CHECK (length (draft_sha256) = 64), -- of the computed part as it was when this was written
  said_secret      TEXT CHECK (length (said_secret) = 64),       -- what was said, a paragraph a line
  voted_secret     TEXT CHECK (length (voted_secret) = 64),      -- more on ties and votes
  corrected_secret TEXT CHECK (length (corrected_secret) = 64),  -- more on households opened again
  held_secret      TEXT CHECK (length (held_secret) = 64),       -- more on those held back
  chosen_secret    TEXT CHECK (length (chosen_secret) = 64),     -- more on the result
  closing_secret   TEXT CHECK (length (closing_secret) = 64)     -- in place of: read out, nobody objected
) STRICT;
