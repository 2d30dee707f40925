/* xp-evening-certificates.c: what comes after 公布: numbers, sheets that were printed, void and
 * issued again. */
#include "xp-evening-certificates.h"

enum {
  FIRST = 71,
  AGAIN = 72
};

static bool
put (TestBook *f, const char *verb, XpRecord *record, bool is_gone, GError **error)
{
  g_autoptr (XpRecord) owned = record;
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  if (xp_verb_lookup (verb)->needs_reason)
    xp_draft_set_reason (draft, "错字", NULL);
  if (is_gone)
    xp_draft_remove (draft, owned);
  else
    xp_draft_put (draft, owned);
  g_autoptr (XpAct) act = xp_book_put (f->book, draft, error);
  return act != NULL;
}

static XpRecord *
new_certificate (int64_t uid, int serial)
{
  XpRecord *record = xp_record_new (XP_KIND_CERTIFICATE);
  xp_record_set_int (record, "certificate_uid", uid);
  xp_record_set_int (record, "round_uid", TEST_ROUND);
  xp_record_set_int (record, "entrant_no", 1);
  xp_record_set_int (record, "year", 2026);
  xp_record_set_int (record, "round_in_year", 1);
  xp_record_set_int (record, "serial", serial);
  return record;
}

static XpRecord *
new_printing (int no)
{
  XpRecord *record = xp_record_new (XP_KIND_CERTIFICATE_PRINTING);
  xp_record_set_int (record, "certificate_uid", FIRST);
  xp_record_set_int (record, "printing_no", no);
  xp_record_set_text (record, "on_day", "2026-10-20");
  if (no > 1)
    xp_record_set_text (record, "why", "污损");
  return record;
}

bool
evening_give_number (TestBook *f, GError **error)
{
  return put (f, XP_VERB_STAGE, new_certificate (FIRST, 1), false, error);
}

bool
evening_note_printed (TestBook *f, GError **error)
{
  return put (f, XP_VERB_PRINTED, new_printing (1), false, error);
}

bool
evening_note_again (TestBook *f, GError **error)
{
  return put (f, XP_VERB_PRINTED, new_printing (2), false, error);
}

bool
evening_mend_printed (TestBook *f, GError **error)
{
  return put (f, XP_VERB_MEND_CERTIFICATES, new_printing (2), true, error);
}

bool
evening_void_number (TestBook *f, GError **error)
{
  XpRecord *record = new_certificate (FIRST, 1);
  xp_record_set_int (record, "is_void", 1);
  xp_record_set_text (record, "voided_on", "2026-10-21");
  xp_record_set_text (record, "void_why", "错字");
  return put (f, XP_VERB_VOID_CERTIFICATE, record, false, error);
}

bool
evening_give_again (TestBook *f, GError **error)
{
  XpRecord *record = new_certificate (AGAIN, 2);
  xp_record_set_int (record, "replaces_uid", FIRST);
  xp_record_set_text (record, "issued_on", "2026-10-21");
  return put (f, XP_VERB_REISSUE_CERTIFICATE, record, false, error);
}

bool
evening_note_received (TestBook *f, GError **error)
{
  XpRecord *record = new_certificate (AGAIN, 2);
  xp_record_set_int (record, "replaces_uid", FIRST);
  xp_record_set_text (record, "issued_on", "2026-10-21");
  xp_record_set_text (record, "received_on", "2026-10-22");
  return put (f, XP_VERB_RECEIVED, record, false, error);
}
