-- The file of 乡评, version 3: who typed, what was handed over, forgotten, lent. The rules of 0001 hold.
PRAGMA user_version = 3;

-- A version the book was brought up to, by an act of its own. A book that was made at a version has no row for it.
CREATE TABLE upgrade (
  version      INTEGER NOT NULL PRIMARY KEY CHECK (version >= 2),
  from_version INTEGER NOT NULL CHECK (from_version >= 1 AND from_version < version)
) STRICT;

-- Who may sit at the keyboard, as they sign. With a PIN the name is taken only by who knows it: pin_secret commits to libsodium's
-- pwhash text. No row: a name that was typed once and is known from `session` alone.
CREATE TABLE typist (
  name       TEXT    NOT NULL PRIMARY KEY,
  pin_secret TEXT    CHECK (length (pin_secret) = 64),
  is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))  -- handed over: no longer offered
) STRICT, WITHOUT ROWID;

-- 换届移交: from which day who keeps the book.
CREATE TABLE handover (
  handover_uid INTEGER NOT NULL PRIMARY KEY CHECK (handover_uid > 0),
  on_day       TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  from_name    TEXT    NOT NULL,
  to_name      TEXT    NOT NULL
) STRICT;

-- Whose secrets were forgotten, on which day for the last time: a commitment of theirs may stand without a value.
CREATE TABLE forgotten (
  owner_kind TEXT NOT NULL,                 -- as in secret: household, person, entrant_state …
  owner_key  TEXT NOT NULL,
  on_day     TEXT NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  PRIMARY KEY (owner_kind, owner_key)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- of this file only: never replayed, never merged
-- What a lent file (外借) may take: marks, findings, states, recusals and deliberations of these. No row: the main book.
CREATE TABLE lent (
  lent_no   INTEGER NOT NULL PRIMARY KEY CHECK (lent_no = 1),
  round_uid INTEGER NOT NULL,
  group_uid INTEGER,                        -- NULL: all entrants of the round
  at        INTEGER NOT NULL,               -- moment, ms UTC
  lent_by   TEXT    NOT NULL                -- who made it
) STRICT;
