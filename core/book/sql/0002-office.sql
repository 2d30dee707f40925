-- The file of 乡评, version 2: what the office needs beside the evening. The rules of 0001 hold.
PRAGMA user_version = 2;

-- “These two are two households, not one”: a pair that looked like one and was asked about. Whoever looks for doubles passes
-- it over. The smaller uid stands first, so that a pair has one key.
CREATE TABLE told_apart (
  first_uid  INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  second_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (first_uid, second_uid),
  CHECK (first_uid < second_uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_apart_second ON told_apart (second_uid);

-- Whether somebody takes part in rounds of persons; to be named is another question (person.naming). No row: nobody asked.
CREATE TABLE person_consent (
  person_uid  INTEGER NOT NULL PRIMARY KEY REFERENCES person (person_uid) DEFERRABLE INITIALLY DEFERRED,
  taking_part TEXT    NOT NULL DEFAULT 'not-asked' CHECK (taking_part IN ('agreed', 'refused', 'not-asked'))
) STRICT;

-- A household that was divided, or took another in: who, from which day. The household it left tells of a split, the one that
-- goes on of a merge; other_uid is the new one or the closed one.
CREATE TABLE household_event (
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  event_no      INTEGER NOT NULL CHECK (event_no >= 1),        -- of this household, in the order of typing
  what          TEXT    NOT NULL CHECK (what IN ('split', 'merge')),
  on_day        TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  other_uid     INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (household_uid, event_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX household_event_other ON household_event (other_uid);

-- What somebody says against a posted list, while it is posted. Two check it who have no part in it.
CREATE TABLE objection (
  round_uid      INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  objection_no   INTEGER NOT NULL CHECK (objection_no >= 1),  -- in the round, in the order of receipt
  received_on    TEXT    NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  due_on         TEXT    NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),  -- last day of the answer
  entrant_no     INTEGER,                   -- NULL: the whole list
  by_secret      TEXT    CHECK (length (by_secret) = 64),      -- who; absent: 匿名
  words_secret   TEXT    CHECK (length (words_secret) = 64),
  first_checker  TEXT    NOT NULL,
  second_checker TEXT    NOT NULL,
  outcome        TEXT    NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'upheld', 'not-upheld')),
  answer_secret  TEXT    CHECK (length (answer_secret) = 64),
  answered_on    TEXT    CHECK (answered_on IS NULL OR answered_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  PRIMARY KEY (round_uid, objection_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((outcome = 'open') = (answered_on IS NULL))
) STRICT, WITHOUT ROWID;
