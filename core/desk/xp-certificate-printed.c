/* xp-certificate-printed.c: which sheets came out of the printer, who took them, and what of it was
 * noted by mistake. */
#include "xp-certificate-work.h"

#include "xp-certificate-private.h"

#include <string.h>

void
xp_printed_report_clear (XpPrintedReport *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self->next);
  *self = (XpPrintedReport){0};
}

static bool
is_told (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static const char *
short_name_of (XpDesk *desk)
{
  return xp_desk_get_village (desk)->short_name;
}

static char *
dup_today (XpDesk *desk)
{
  const GDate today = xp_desk_get_today (desk);
  return xp_day_to_text (&today);
}

/* ---- how far it was printed ---- */

typedef struct {
  int64_t round_uid;
  const XpPrintedSpec *spec;
  XpPrintedReport report;
} Printed;

static XpRecord *
first_unprinted (GPtrArray *valid, GHashTable *printings)
{
  for (guint i = 0; i < valid->len; i++)
    if (xp_certificate_count_good (xp_certificate_printings_of (printings, valid->pdata[i])) == 0)
      return valid->pdata[i];
  return NULL;
}

static void
refuse_none (GError **error)
{
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "这次没有有效的证书，没有要登记的。请看看选的是哪一次评选。");
}

/* Without a beginning it goes on where it stopped. Borrowed records; yours. */
static GPtrArray *
choose_printed (XpDesk *desk,
                const GPtrArray *all,
                GHashTable *printings,
                const XpPrintedSpec *spec,
                GError **error)
{
  g_autofree char *next = NULL;
  if (spec->only == NULL && spec->from == NULL && spec->again == NULL) {
    g_autoptr (GPtrArray) valid = xp_certificate_list_valid (all);
    const XpRecord *first = first_unprinted (valid, printings);
    if (valid->len == 0) {
      refuse_none (error);
      return NULL;
    }
    if (first == NULL) {
      g_set_error_literal (error,
                           XP_ERROR,
                           XP_ERROR_REFUSED,
                           "证书都登记印好了，没有要登记的。补印的请写明是哪几张、为什么补印。");
      return NULL;
    }
    next = xp_certificate_dup_number (short_name_of (desk), first);
  }
  GPtrArray *chosen =
    xp_certificate_choose (all, next != NULL ? next : spec->from, spec->up_to, spec->only, error);
  if (chosen != NULL && chosen->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "从哪张到哪张之间一张也没有，没有登记。请看看两头的编号。");
    g_clear_pointer (&chosen, g_ptr_array_unref);
  }
  return chosen;
}

static bool
add_printing (XpDesk *desk,
              XpDraft *draft,
              const XpRecord *certificate,
              const GPtrArray *earlier,
              Printed *printed,
              GError **error)
{
  const XpPrintedSpec *spec = printed->spec;
  const bool was_good = xp_certificate_count_good (earlier) > 0;
  const guint n_earlier = earlier != NULL ? earlier->len : 0;
  if (was_good && spec->again == NULL && spec->spoiled == NULL) {
    g_autofree char *number = xp_certificate_dup_number (short_name_of (desk), certificate);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s已经登记印好了，没有登记。真的又印了一张，请写明为什么补印。",
                 number);
    return false;
  }
  /* After a spoiled sheet the good one is a second sheet with this number: it says why. */
  const char *why = spec->spoiled != NULL ? spec->spoiled
                    : spec->again != NULL ? spec->again
                    : n_earlier > 0 ? xp_record_get_text (earlier->pdata[n_earlier - 1], "why")
                                    : NULL;
  g_autofree char *today = dup_today (desk);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_CERTIFICATE_PRINTING);
  xp_record_set_int (record, "certificate_uid", xp_record_get_int (certificate, "certificate_uid"));
  xp_record_set_int (record, "printing_no", n_earlier + 1);
  xp_record_set_text (record, "on_day", today);
  xp_record_set_int (record, "is_spoiled", spec->spoiled != NULL);
  if (is_told (why))
    xp_record_set_text (record, "why", why);
  xp_draft_put (draft, record);
  printed->report.n++;
  printed->report.n_again += n_earlier > 0;
  return true;
}

/* The first of those that hold that is neither printed before nor now. "" none. Yours. */
static char *
dup_next (
  XpDesk *desk, const GPtrArray *all, GHashTable *printings, const GPtrArray *chosen, bool is_good)
{
  g_autoptr (GPtrArray) valid = xp_certificate_list_valid (all);
  for (guint i = 0; i < valid->len; i++)
    if (xp_certificate_count_good (xp_certificate_printings_of (printings, valid->pdata[i])) == 0 &&
        !(is_good && g_ptr_array_find ((GPtrArray *) chosen, valid->pdata[i], NULL)))
      return xp_certificate_dup_number (short_name_of (desk), valid->pdata[i]);
  return g_strdup ("");
}

static gpointer
note_printed (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Printed *printed = input;
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, printed->round_uid, error);
  g_autoptr (GHashTable) printings =
    all != NULL ? xp_certificate_map_printings (book, error) : NULL;
  g_autoptr (GPtrArray) chosen =
    printings != NULL ? choose_printed (desk, all, printings, printed->spec, error) : NULL;
  if (chosen == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_PRINTED);
  xp_draft_set_subject (draft, chosen->pdata[0]);
  for (guint i = 0; i < chosen->len; i++)
    if (!add_printing (desk,
                       draft,
                       chosen->pdata[i],
                       xp_certificate_printings_of (printings, chosen->pdata[i]),
                       printed,
                       error))
      return NULL;
  const bool is_good = printed->spec->spoiled == NULL;
  printed->report.first = xp_certificate_dup_number (short_name_of (desk), chosen->pdata[0]);
  printed->report.last =
    xp_certificate_dup_number (short_name_of (desk), chosen->pdata[chosen->len - 1]);
  printed->report.next = dup_next (desk, all, printings, chosen, is_good);
  return xp_book_put (book, draft, error);
}

bool
xp_certificate_work_printed (XpDesk *desk,
                             int64_t round_uid,
                             const XpPrintedSpec *spec,
                             XpPrintedReport *out_report,
                             GError **error)
{
  Printed printed = {.round_uid = round_uid, .spec = spec};
  const bool is_done = xp_desk_run_act (desk, note_printed, &printed, error);
  if (is_done && out_report != NULL)
    *out_report = printed.report;
  else
    xp_printed_report_clear (&printed.report);
  return is_done;
}

/* ---- who took them ---- */

typedef struct {
  int64_t round_uid;
  const char *only, *by;
} Received;

static gpointer
note_received (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Received *received = input;
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, received->round_uid, error);
  g_autoptr (GPtrArray) chosen =
    all != NULL ? xp_certificate_choose (all, NULL, NULL, received->only, error) : NULL;
  if (chosen == NULL)
    return NULL;
  g_autofree char *today = dup_today (desk);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_RECEIVED);
  for (guint i = 0; i < chosen->len; i++) {
    g_autoptr (XpRecord) taken = xp_record_copy (chosen->pdata[i]);
    if (!xp_record_is_null (taken, "received_on")) {
      g_autofree char *number = xp_certificate_dup_number (short_name_of (desk), taken);
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_REFUSED,
                   "%s已经记过领走了，没有变动。记错了就撤销那一次。",
                   number);
      return NULL;
    }
    xp_record_set_text (taken, "received_on", today);
    if (is_told (received->by))
      xp_record_set_text (taken, "received_by", received->by);
    if (i == 0)
      xp_draft_set_subject (draft, taken);
    xp_draft_put (draft, taken);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_certificate_work_received (
  XpDesk *desk, int64_t round_uid, const char *only, const char *by, GError **error)
{
  Received received = {round_uid, only, by};
  return xp_desk_run_act (desk, note_received, &received, error);
}

/* ---- noted by mistake ---- */

typedef struct {
  int64_t round_uid;
  const char *words, *why;
} Mending;

/* A void one by its number too. Borrowed. */
static XpRecord *
find_any (const GPtrArray *all, const GPtrArray *valid, const char *words, GError **error)
{
  guint at = 0;
  if (strchr (words, '-') != NULL)
    return xp_certificate_look_up (all, words, error);
  return xp_certificate_find (all, valid, words, &at, error) ? valid->pdata[at] : NULL;
}

static bool
mend_one (
  XpDesk *desk, XpDraft *draft, XpRecord *record, const GPtrArray *printings, GError **error)
{
  g_autoptr (XpRecord) mended = xp_record_copy (record);
  if (xp_record_get_int (record, "is_void") != 0) {
    xp_record_set_int (mended, "is_void", 0);
    xp_record_set_null (mended, "voided_on");
    xp_record_set_null (mended, "void_why");
    xp_draft_put (draft, mended);
  } else if (!xp_record_is_null (record, "received_on")) {
    xp_record_set_null (mended, "received_on");
    xp_record_set_null (mended, "received_by");
    xp_draft_put (draft, mended);
  } else if (printings != NULL) {
    xp_draft_remove (draft, printings->pdata[printings->len - 1]);
  } else {
    g_autofree char *number = xp_certificate_dup_number (short_name_of (desk), record);
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s没有登记过打印、领取和作废，没有变动。请看看编号。",
                 number);
    return false;
  }
  return true;
}

static gpointer
mend (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Mending *mending = input;
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, mending->round_uid, error);
  g_autoptr (GHashTable) printings =
    all != NULL ? xp_certificate_map_printings (book, error) : NULL;
  if (printings == NULL)
    return NULL;
  g_autoptr (GPtrArray) valid = xp_certificate_list_valid (all);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MEND_CERTIFICATES);
  xp_draft_set_reason (draft, mending->why, NULL);
  g_auto (GStrv) words = g_strsplit_set (mending->words, ", ", -1);
  for (size_t i = 0; words[i] != NULL; i++) {
    XpRecord *record = words[i][0] != '\0' ? find_any (all, valid, words[i], error) : NULL;
    if (words[i][0] == '\0')
      continue;
    if (record == NULL ||
        !mend_one (desk, draft, record, xp_certificate_printings_of (printings, record), error))
      return NULL;
    xp_draft_set_subject (draft, record);
  }
  return xp_book_put (book, draft, error);
}

bool
xp_certificate_work_mend (
  XpDesk *desk, int64_t round_uid, const char *words, const char *why, GError **error)
{
  if (!is_told (why)) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "更正要写明原因，请补上，比如“记错了”。");
    return false;
  }
  Mending mending = {round_uid, words, why};
  return xp_desk_run_act (desk, mend, &mending, error);
}
