-- The file of 乡评, version 1. A released file is never edited: the next number is added.
--
-- Rules that hold in every state table, because acts are undone in reverse, replayed, and merged per key in any order:
--   * foreign keys are DEFERRABLE INITIALLY DEFERRED and never cascade: what goes with a record is a change of its own;
--   * the key is the only unique thing: printed numbers may be swapped in one act, so the guard keeps them apart;
--   * an absent value is NULL; nothing is computed in SQL;
--   * a column that refers to a household or a person leads an index;
--   * a column named *_secret holds the 64 hex digits of a commitment, never the value.
PRAGMA application_id = 0x58506279;  -- “XPby”
PRAGMA user_version = 1;

-- ---------------------------------------------------------------- the log: never undone, never replayed
-- One opening for writing by one person. Another person at the keyboard, or another day: a new session.
CREATE TABLE session (
  session_no INTEGER NOT NULL PRIMARY KEY,  -- of this file only: stands for id in act, is never hashed
  id      BLOB    NOT NULL UNIQUE CHECK (length (id) = 16),  -- random
  who     TEXT    NOT NULL,  -- as the typist gave the name; '' if nobody was asked
  device  TEXT    NOT NULL,  -- the machine's own name
  since   INTEGER NOT NULL,  -- moment, ms UTC
  program TEXT    NOT NULL   -- name and version of what wrote
) STRICT;

-- A line of acts. 1 is this file's own; a merged book's unknown acts are stored unchanged on a line of their own, or at the end
-- of the line whose last act they follow. The chain of a line begins at the hash of its fork_act.
CREATE TABLE line (
  line_no  INTEGER NOT NULL PRIMARY KEY CHECK (line_no >= 1),
  fork_act INTEGER REFERENCES act (act_no),  -- last act common with the line it left
  CHECK ((line_no = 1) = (fork_act IS NULL))
) STRICT;

-- Identity: (session's id, n). act_no, line_no and session_no are this file's own and change when books are merged.
-- hash = SHA-256 (hash of the act before it on its line, or nothing; then a netstring of each, '-,' for NULL, integers as decimal:
--   if n = 1 the session's id, who, device, since, program;  session's id, n, at, verb, subject, reason_secret, witness,
--   the undone act's session id and n;  then of each change n, kind, key, before, after).
CREATE TABLE act (
  act_no  INTEGER NOT NULL PRIMARY KEY,     -- order in this file
  line_no INTEGER NOT NULL DEFAULT 1 REFERENCES line (line_no),
  session_no INTEGER NOT NULL REFERENCES session (session_no),
  n       INTEGER NOT NULL CHECK (n >= 1),  -- nth act of its session
  at      INTEGER NOT NULL,                 -- moment, ms UTC, by the laptop's clock, right or wrong
  verb    TEXT    NOT NULL,                 -- a name of model's table of verbs: put-mark, import-roster, open-round, stage …
  subject TEXT,                             -- '<kind> <key>' of the record the act is about, or NULL; no value in it.
  reason_secret TEXT CHECK (length (reason_secret) = 64),  -- verbs *with reason* only.
  witness TEXT CHECK (witness IS NULL OR reason_secret IS NOT NULL),  -- the second name, where two are asked for
  undoes_act INTEGER REFERENCES act (act_no) CHECK (undoes_act < act_no),
  hash    BLOB    NOT NULL CHECK (length (hash) = 32),
  UNIQUE (session_no, n)
) STRICT;
CREATE INDEX act_undone ON act (undoes_act) WHERE undoes_act IS NOT NULL;
CREATE INDEX act_branch ON act (line_no, act_no) WHERE line_no > 1;

-- key: compact JSON array of the key columns in the table's order. before, after: compact JSON object of columns in the
-- table's order. Made: before NULL, after the columns that are not their default; unmade: the reverse; else only what differs.
-- Columns that a made record's after leaves out count as their default (so a column added later changes no act). An act
-- names a key once: what it does twice to a record is one change. An act without a change is not written.
CREATE TABLE change (
  act_no INTEGER NOT NULL REFERENCES act (act_no),
  n      INTEGER NOT NULL CHECK (n >= 1),
  kind   TEXT    NOT NULL,
  key    TEXT    NOT NULL,
  before TEXT,
  after  TEXT,
  PRIMARY KEY (act_no, n),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_key ON change (kind, key, act_no);  -- the story of a record; the later act that stands on one

-- What the chain only commits to: hex (SHA-256 (salt || value)). Written in the act's transaction. Not state: replay leaves it
-- alone, forget deletes rows; a commitment without a row is in order only where a forget act names its owner.
CREATE TABLE secret (
  commitment TEXT NOT NULL PRIMARY KEY CHECK (length (commitment) = 64),
  kind       TEXT NOT NULL,  -- whose it is, so that forget finds values of long ago too
  key        TEXT NOT NULL,
  salt       BLOB NOT NULL CHECK (length (salt) = 16),
  value      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX secret_owner ON secret (kind, key);

-- ---------------------------------------------------------------- the village and its people
CREATE TABLE village (
  village_uid INTEGER NOT NULL PRIMARY KEY CHECK (village_uid > 0),  -- also the “book uid” of the backups' folder.
  name        TEXT NOT NULL,                -- 永胜村
  short_name  TEXT NOT NULL,                -- 永胜, as in certificate numbers
  township    TEXT, county TEXT,
  unit_word   TEXT NOT NULL DEFAULT '组',   -- 组 社 队 …
  issuer      TEXT                          -- NULL: 〈name〉村民委员会
) STRICT;

CREATE TABLE village_group (                -- “group” is a word of SQL
  group_uid INTEGER NOT NULL PRIMARY KEY CHECK (group_uid > 0),
  number    INTEGER NOT NULL CHECK (number >= 1),  -- order in lists
  name      TEXT    NOT NULL                -- 一社, 东独贵龙
) STRICT;

CREATE TABLE household (
  household_uid INTEGER NOT NULL PRIMARY KEY CHECK (household_uid > 0),
  number        INTEGER NOT NULL CHECK (number >= 1),  -- printed and typed; order of the first list
  village_code  TEXT,                       -- the list's own 户号
  group_uid     INTEGER REFERENCES village_group (group_uid) DEFERRABLE INITIALLY DEFERRED,
  door          TEXT,
  head          TEXT    NOT NULL,           -- NFC, no inner spaces
  told_apart_by TEXT,                       -- 区别名; never on a certificate
  people        INTEGER CHECK (people BETWEEN 0 AND 99),           -- registered
  residents     INTEGER CHECK (residents BETWEEN 0 AND 99),
  state         TEXT    NOT NULL DEFAULT 'present'                 --
                CHECK (state IN ('present', 'away', 'empty', 'closed')),
  is_head_dead  INTEGER NOT NULL DEFAULT 0 CHECK (is_head_dead IN (0, 1)),
  naming        TEXT    NOT NULL DEFAULT 'not-asked' CHECK (naming IN ('agreed', 'refused', 'not-asked')),
  came_from_uid INTEGER REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,  -- 由××户分出
  phone_secret  TEXT CHECK (length (phone_secret) = 64),
  id_secret     TEXT CHECK (length (id_secret) = 64),              -- last four digits
  remark_secret TEXT CHECK (length (remark_secret) = 64),
  tags_secret   TEXT CHECK (length (tags_secret) = 64)
) STRICT;
CREATE INDEX household_number ON household (number);
CREATE INDEX household_group ON household (group_uid);
CREATE INDEX household_came_from ON household (came_from_uid) WHERE came_from_uid IS NOT NULL;

CREATE TABLE person (
  person_uid    INTEGER NOT NULL PRIMARY KEY CHECK (person_uid > 0),
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  number        INTEGER NOT NULL CHECK (number >= 1),  -- within the household: the 2 of 17-2
  name          TEXT    NOT NULL,
  sex           TEXT    CHECK (sex IN ('f', 'm')),
  relation      TEXT,                       -- to the head, as the list has it
  naming        TEXT    NOT NULL DEFAULT 'not-asked' CHECK (naming IN ('agreed', 'refused', 'not-asked')),
  id_secret     TEXT CHECK (length (id_secret) = 64)
) STRICT;
CREATE INDEX person_household ON person (household_uid);

-- ---------------------------------------------------------------- forms
CREATE TABLE rubric (
  id      TEXT    NOT NULL,                 -- ganjing-renjia
  version INTEGER NOT NULL CHECK (version >= 1),
  number  INTEGER NOT NULL CHECK (number >= 1),  -- order of import
  text    TEXT    NOT NULL,                 -- the .rubric text, canonical, effective (parents merged)
  sha256  TEXT    NOT NULL CHECK (length (sha256) = 64),
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- a round. From `marking` on everything but stage and days is frozen
CREATE TABLE round (
  round_uid       INTEGER NOT NULL PRIMARY KEY CHECK (round_uid > 0),
  number          INTEGER NOT NULL CHECK (number >= 1),  -- in the book
  name            TEXT    NOT NULL,         -- 2026年第三季度“干净人家”评选
  stage           TEXT    NOT NULL DEFAULT 'draft'       -- 准备 打分 算分 评议 公示 公布 发证 存档.
                  CHECK (stage IN ('draft', 'marking', 'tallied', 'discussed', 'posted', 'published', 'awarded', 'archived')),
  rubric_id       TEXT    NOT NULL,
  rubric_version  INTEGER NOT NULL,
  combine         TEXT    NOT NULL CHECK (combine IN ('consensus', 'mean', 'trimmed-mean', 'median', 'sum', 'mean-item',
                                                      'trimmed-mean-item', 'median-item')),
  n_marks_needed  INTEGER NOT NULL DEFAULT 5 CHECK (n_marks_needed >= 3),  -- to trim
  too_few         TEXT    NOT NULL DEFAULT 'mean' CHECK (too_few IN ('mean', 'undecided')),
  rounding        TEXT    NOT NULL DEFAULT 'half-away' CHECK (rounding IN ('half-away', 'half-even')),
  line_hundredths INTEGER,                  -- NULL: no line
  quota           TEXT,                     -- '30%' '20' 'group:3'; NULL: none
  quota_base      TEXT    NOT NULL DEFAULT 'scored' CHECK (quota_base IN ('scored', 'registered', 'resident')),
  quota_rounding  TEXT    NOT NULL DEFAULT 'down' CHECK (quota_rounding IN ('down', 'half-up', 'up')),
  tie_breakers    TEXT    NOT NULL DEFAULT '[]',         -- compact JSON array, in order
  notice_length   INTEGER NOT NULL DEFAULT 5 CHECK (notice_length >= 3),
  notice_counts   TEXT    NOT NULL DEFAULT 'workdays' CHECK (notice_counts IN ('workdays', 'days')),
  opened_on       TEXT, posted_on TEXT, notice_from_on TEXT, notice_until_on TEXT, published_on TEXT,
  FOREIGN KEY (rubric_id, rubric_version) REFERENCES rubric (id, version) DEFERRABLE INITIALLY DEFERRED,
  CHECK (opened_on IS NULL OR opened_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;

-- 0 is the sheet that all sign (合议): there in every round that combines by consensus, and only there.
CREATE TABLE judge (
  round_uid  INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  judge_no   INTEGER NOT NULL CHECK (judge_no >= 0),
  name       TEXT    NOT NULL,
  person_uid INTEGER REFERENCES person (person_uid) DEFERRABLE INITIALLY DEFERRED,
  is_absent  INTEGER NOT NULL DEFAULT 0 CHECK (is_absent IN (0, 1)),
  PRIMARY KEY (round_uid, judge_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX judge_person ON judge (person_uid) WHERE person_uid IS NOT NULL;

CREATE TABLE entrant (
  round_uid     INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  entrant_no    INTEGER NOT NULL CHECK (entrant_no >= 1),  -- by household number when the round opens; later ones at the end
  household_uid INTEGER NOT NULL REFERENCES household (household_uid) DEFERRABLE INITIALLY DEFERRED,
  person_uid    INTEGER REFERENCES person (person_uid) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (round_uid, entrant_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX entrant_household ON entrant (household_uid);
CREATE INDEX entrant_person ON entrant (person_uid) WHERE person_uid IS NOT NULL;

-- Inputs from other rounds, as they were when this one opened (gates award:, score:; 上轮高). The result repeats them.
CREATE TABLE taken_over (
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  what       TEXT    NOT NULL,              -- 'award:干净人家' 'score:ganjing-renjia' 'previous'
  from_round_uid INTEGER NOT NULL, from_result_no INTEGER NOT NULL,
  value      TEXT    NOT NULL,
  PRIMARY KEY (round_uid, entrant_no, what),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (from_round_uid, from_result_no) REFERENCES result (round_uid, result_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Where a mark cannot stand. No row: takes part.
CREATE TABLE entrant_state (
  round_uid     INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  state         TEXT    NOT NULL            -- 没碰上人 本次不参评 全家在外 没人住 另行评议 暂缓
                CHECK (state IN ('not-met', 'not-taking-part', 'away', 'empty', 'apart', 'held')),
  reason_secret TEXT    CHECK (length (reason_secret) = 64),
  PRIMARY KEY (round_uid, entrant_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE recusal (
  round_uid INTEGER NOT NULL, entrant_no INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  source    TEXT    NOT NULL CHECK (source IN ('declared', 'proposed', 'asked')),
  relation_secret TEXT CHECK (length (relation_secret) = 64),
  PRIMARY KEY (round_uid, entrant_no, judge_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- A sheet that was closed (+, 无扣分): blank deductions are nothing found, gates met, vetoes not. No row: still open.
CREATE TABLE sheet (
  round_uid INTEGER NOT NULL, entrant_no INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  entry     INTEGER NOT NULL DEFAULT 1 CHECK (entry IN (1, 2)),
  PRIMARY KEY (round_uid, entrant_no, judge_no, entry),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What was entered, never points. item_at counts all rows of the frozen form from 1, gates and vetoes too: “第4项” is not 4.
CREATE TABLE mark (
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL, judge_no INTEGER NOT NULL,
  item_at    INTEGER NOT NULL CHECK (item_at >= 1),
  entry      INTEGER NOT NULL DEFAULT 1 CHECK (entry IN (1, 2)),
  entered    INTEGER,                       -- deduct, add: count; score: hundredths; grade: position from 1; gate, veto, check: 1 是, 0 否
  is_not_applicable INTEGER NOT NULL DEFAULT 0 CHECK (is_not_applicable IN (0, 1)),
  words      TEXT,                          -- 东墙根两堆粪
  PRIMARY KEY (round_uid, entrant_no, judge_no, item_at, entry),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (round_uid, judge_no) REFERENCES judge (round_uid, judge_no) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((entered IS NULL) = is_not_applicable)
) STRICT, WITHOUT ROWID;

-- What the meeting settled where no tie-breaker did: who of a tie at the cut is in.
CREATE TABLE cut_decision (
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  is_in      INTEGER NOT NULL CHECK (is_in IN (0, 1)),
  decided_by TEXT    NOT NULL CHECK (decided_by IN ('all-in', 'all-out', 'vote', 'lot')),
  seed       TEXT,                          -- of a lot, as printed
  PRIMARY KEY (round_uid, entrant_no),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((decided_by = 'lot') = (seed IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A document. Paper of a posting, a correction or a final list is printed from `text` alone, and verify recomputes it.
-- text: UTF-8 lines ended by LF, fields parted by TAB, no other control character; points in hundredths, exact as n/d:
--   xiangping-result 1
--   village  uid name issuer          round  uid number name          result  result_no purpose posted_on notice_from_on notice_until_on
--   rubric  id version sha256 title   rules  combine n_marks_needed too_few rounding line quota quota_base quota_rounding tie_breakers
--   took  entrant_no what from_round_uid from_result_no value         (0 or more, in key order)
--   base  n_base n_places                                             (the quota's sentence is made of these)
--   entrant  entrant_no number group door name told_apart_by naming status total exact rank grade awarded decided_by   (in order)
CREATE TABLE result (
  round_uid INTEGER NOT NULL REFERENCES round (round_uid) DEFERRABLE INITIALLY DEFERRED,
  result_no INTEGER NOT NULL CHECK (result_no >= 1),
  purpose   TEXT    NOT NULL CHECK (purpose IN ('posting', 'correction', 'final')),
  text      TEXT    NOT NULL,
  sha256    TEXT    NOT NULL CHECK (length (sha256) = 64),  -- of text; its first 88 bits are the 核对码
  PRIMARY KEY (round_uid, result_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate (
  certificate_uid INTEGER NOT NULL PRIMARY KEY CHECK (certificate_uid > 0),
  round_uid  INTEGER NOT NULL, entrant_no INTEGER NOT NULL,
  year       INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  round_in_year INTEGER NOT NULL CHECK (round_in_year >= 1),
  serial     INTEGER NOT NULL CHECK (serial >= 1),       -- 永胜〔2026〕3-017: year, round of the year, serial.
  is_void    INTEGER NOT NULL DEFAULT 0 CHECK (is_void IN (0, 1)),
  FOREIGN KEY (round_uid, entrant_no) REFERENCES entrant (round_uid, entrant_no) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX certificate_serial ON certificate (year, round_in_year, serial);
CREATE INDEX certificate_entrant ON certificate (round_uid, entrant_no);

CREATE TABLE calendar_day (                 -- only where the village or a new notice departs from resources/data/holidays.csv
  day        TEXT    NOT NULL PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  is_workday INTEGER NOT NULL CHECK (is_workday IN (0, 1)),
  label      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wording (                      -- only where the village's words depart from resources/wording
  document TEXT NOT NULL PRIMARY KEY,
  text     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO line (line_no) VALUES (1);
