-- The file of 乡评, version 5: sheets that are typed twice. The rules of 0001 hold.
PRAGMA user_version = 5;

-- That the sheets of a round are typed once more (再录一遍): of all entrants, or of some that a lot drew.
CREATE TABLE second_entry (
  round_uid INTEGER NOT NULL PRIMARY KEY REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  n_drawn   INTEGER NOT NULL CHECK (n_drawn >= 0),  -- 0: all
  seed      TEXT    NOT NULL                        -- of the lot: 482913; '' all
) STRICT;

-- A cell that held one thing the first time and another the second: what the paper says. Texts as `entered`: '2';
-- 'na' does not apply; '' nothing. Holds as long as both cells are as they were settled.
CREATE TABLE settlement (
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  item_at    INTEGER NOT NULL CHECK (item_at >= 1),
  first      TEXT    NOT NULL,
  second     TEXT    NOT NULL,
  settled    TEXT    NOT NULL,
  PRIMARY KEY (round_uid, entrant_no, judge_no, item_at),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
