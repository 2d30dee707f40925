-- The file of 乡评, version 7: the register of certificates (证书登记簿), and the covers that are bought. The rules of 0001 hold.
PRAGMA user_version = 7;

-- A number is given once: what is void stays, and what is issued in its place has the next serial of the round.
ALTER TABLE certificate ADD COLUMN name TEXT;                               -- as it shall stand there; NULL: as in the result
ALTER TABLE certificate ADD COLUMN replaces_uid INTEGER REFERENCES certificate (certificate_uid) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE certificate ADD COLUMN issued_on TEXT CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'); -- NULL: with 公布
ALTER TABLE certificate ADD COLUMN voided_on TEXT CHECK (voided_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE certificate ADD COLUMN void_why TEXT;                           -- 写坏、错字、称号取消
ALTER TABLE certificate ADD COLUMN received_on TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE certificate ADD COLUMN received_by TEXT;                        -- who took it for somebody else; NULL: himself
CREATE INDEX certificate_replaces ON certificate (replaces_uid);

-- Each sheet that was printed with a number, as the person says who looked at them. From the second on it is a 补印.
CREATE TABLE certificate_printing (
  certificate_uid INTEGER NOT NULL REFERENCES certificate (certificate_uid) DEFERRABLE INITIALLY DEFERRED,
  printing_no     INTEGER NOT NULL CHECK (printing_no >= 1),
  on_day          TEXT    NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  is_spoiled      INTEGER NOT NULL DEFAULT 0 CHECK (is_spoiled IN (0, 1)),  -- 废张: the sheet was thrown away
  why             TEXT,                      -- why again, or how it was spoiled: 卡纸
  PRIMARY KEY (certificate_uid, printing_no),
  CHECK ((printing_no = 1 AND is_spoiled = 0) OR why IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A bought cover or inner sheet: where each field goes (套打). What a printer needs is kept with the computer, not here.
CREATE TABLE certificate_stock (
  name              TEXT    NOT NULL PRIMARY KEY,  -- 260x185, 大红封套
  width_hundredths  INTEGER NOT NULL CHECK (width_hundredths BETWEEN 20000 AND 45000),   -- of a mm
  height_hundredths INTEGER NOT NULL CHECK (height_hundredths BETWEEN 15000 AND 32000),
  places            TEXT    NOT NULL               -- a field a line, in mm and pt: 称呼 38 72 209 28 左
) STRICT, WITHOUT ROWID;
