#include "xp-certificate-work.h"

#include "xp-certificate-private.h"

#include <string.h>

void
xp_certificate_line_free (XpCertificateLine *self)
{
  g_free (self->number);
  g_free (self->name);
  g_free (self->group);
  g_free (self->title);
  g_free (self->issued_on);
  g_free (self->replaces);
  g_free (self->voided_on);
  g_free (self->void_why);
  g_strfreev (self->spoiled);
  g_free (self->printings);
  g_free (self->received_on);
  g_free (self->received_by);
  g_free (self);
}

static const char *
text_of (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return text != NULL ? text : "";
}

static bool
is_told (const char *text)
{
  return text != NULL && text[0] != '\0';
}

GPtrArray *
xp_certificate_list_of_round (XpBook *book, int64_t round_uid, GError **error)
{
  return xp_book_list (book, XP_KIND_CERTIFICATE, "round_uid", round_uid, error);
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

/* ---- sheets that came out ---- */

GHashTable *
xp_certificate_map_printings (XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) all = xp_book_list (book, XP_KIND_CERTIFICATE_PRINTING, NULL, 0, error);
  if (all == NULL)
    return NULL;
  GHashTable *map =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < all->len; i++) {
    const int64_t uid = xp_record_get_int (all->pdata[i], "certificate_uid");
    GPtrArray *list = g_hash_table_lookup (map, &uid);
    if (list == NULL) {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
      g_hash_table_insert (map, g_memdup2 (&uid, sizeof uid), list);
    }
    g_ptr_array_add (list, xp_record_ref (all->pdata[i]));
  }
  return map;
}

const GPtrArray *
xp_certificate_printings_of (GHashTable *map, const XpRecord *certificate)
{
  const int64_t uid = xp_record_get_int (certificate, "certificate_uid");
  return g_hash_table_lookup (map, &uid);
}

static bool
is_spoiled (const XpRecord *printing)
{
  return xp_record_get_int (printing, "is_spoiled") != 0;
}

int
xp_certificate_count_good (const GPtrArray *printings)
{
  int n = 0;
  for (guint i = 0; printings != NULL && i < printings->len; i++)
    n += !is_spoiled (printings->pdata[i]);
  return n;
}

/* 10月20日 */
static char *
dup_short_day (const char *day)
{
  GDate date;
  return xp_day_from_text (day, &date)
           ? g_strdup_printf ("%d月%d日", g_date_get_month (&date), g_date_get_day (&date))
           : g_strdup (day);
}

/* 10月20日（卡纸） */
static char *
dup_day_and_why (const XpRecord *printing)
{
  g_autofree char *day = dup_short_day (text_of (printing, "on_day"));
  const char *why = text_of (printing, "why");
  return why[0] != '\0' ? g_strdup_printf ("%s（%s）", day, why) : g_steal_pointer (&day);
}

static const char *
word_of_printing (const XpRecord *printing)
{
  return is_spoiled (printing)                             ? "废张"
         : xp_record_get_int (printing, "printing_no") > 1 ? "补印"
                                                           : "";
}

static void
describe_printings (XpCertificateLine *line, const GPtrArray *printings)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GStrvBuilder) spoiled = g_strv_builder_new ();
  for (guint i = 0; printings != NULL && i < printings->len; i++) {
    const XpRecord *one = printings->pdata[i];
    g_autofree char *told = dup_day_and_why (one);
    g_string_append_printf (text,
                            "%s%s%s",
                            text->len > 0 ? "；" : "",
                            word_of_printing (one),
                            told);
    if (is_spoiled (one))
      g_strv_builder_add (spoiled, told);
  }
  line->n_printings = xp_certificate_count_good (printings);
  line->spoiled = g_strv_builder_end (spoiled);
  line->n_spoiled = (int) g_strv_length (line->spoiled);
  line->printings = g_string_free (text, FALSE);
}

/* ---- the register ---- */

typedef struct {
  XpDesk *desk;
  const XpLoadedRound *loaded;
  const GPtrArray *all;
  GHashTable *printings;
  GPtrArray *lines;
} Register;

static const XpRecord *
find_uid (const GPtrArray *all, int64_t uid)
{
  for (guint i = 0; i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "certificate_uid") == uid)
      return all->pdata[i];
  return NULL;
}

static void
add_line (Register *into, const XpRecord *record, int ordinal)
{
  const XpRound *round = into->loaded->round;
  const XpEntrant *entrant =
    xp_round_get_entrant (round, (int) xp_record_get_int (record, "entrant_no"));
  const XpRecord *replaced = !xp_record_is_null (record, "replaces_uid")
                               ? find_uid (into->all, xp_record_get_int (record, "replaces_uid"))
                               : NULL;
  const char *title =
    round->rubric->award.title != NULL ? round->rubric->award.title : round->rubric->name;
  const char *name = text_of (record, "name");
  XpCertificateLine *line = g_new0 (XpCertificateLine, 1);
  line->uid = xp_record_get_int (record, "certificate_uid");
  line->entrant_no = (int) xp_record_get_int (record, "entrant_no");
  line->is_void = xp_record_get_int (record, "is_void") != 0;
  line->ordinal = line->is_void ? 0 : ordinal;
  line->number = xp_certificate_dup_number (short_name_of (into->desk), record);
  line->name = g_strdup (name[0] != '\0' ? name : entrant != NULL ? entrant->name : "");
  line->group = g_strdup (entrant != NULL ? entrant->group : "");
  line->title = g_strdup (entrant != NULL && entrant->list[0] != '\0' ? entrant->list : title);
  line->issued_on = g_strdup (
    !xp_record_is_null (record, "issued_on") ? text_of (record, "issued_on") : round->published_on);
  line->replaces = replaced != NULL
                     ? xp_certificate_dup_number (short_name_of (into->desk), replaced)
                     : g_strdup ("");
  line->voided_on = g_strdup (text_of (record, "voided_on"));
  line->void_why = g_strdup (text_of (record, "void_why"));
  line->received_on = g_strdup (text_of (record, "received_on"));
  line->received_by = g_strdup (text_of (record, "received_by"));
  describe_printings (line, xp_certificate_printings_of (into->printings, record));
  g_ptr_array_add (into->lines, line);
}

GPtrArray *
xp_certificate_list_lines (XpDesk *desk, XpBook *book, const XpLoadedRound *loaded, GError **error)
{
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, loaded->round->uid, error);
  g_autoptr (GHashTable) printings =
    all != NULL ? xp_certificate_map_printings (book, error) : NULL;
  if (printings == NULL)
    return NULL;
  Register into = {desk,
                   loaded,
                   all,
                   printings,
                   g_ptr_array_new_with_free_func ((GDestroyNotify) xp_certificate_line_free)};
  int ordinal = 0;
  for (guint i = 0; i < all->len; i++) {
    ordinal += xp_record_get_int (all->pdata[i], "is_void") == 0;
    add_line (&into, all->pdata[i], ordinal);
  }
  return into.lines;
}

static gpointer
list (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *round_uid = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *round_uid, error);
  return loaded != NULL ? xp_certificate_list_lines (desk, book, loaded, error) : NULL;
}

GPtrArray *
xp_certificate_work_list (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, list, &round_uid, error);
}

char *
xp_certificate_line_dup_state (const XpCertificateLine *self)
{
  GString *state = g_string_new (self->is_void ? "作废" : "有效");
  if (self->is_void && self->void_why[0] != '\0')
    g_string_append_printf (state, "：%s", self->void_why);
  /* Of the same village and year: the end of the number says it. */
  const char *bracket = strstr (self->replaces, "〕");
  if (bracket != NULL)
    g_string_append_printf (state, "；换发自%s", bracket + strlen ("〕"));
  return g_string_free (state, FALSE);
}

/* ---- void, and issued in its place ---- */

typedef struct {
  int64_t round_uid;
  const char *number, *why, *name;
  char *made; /* out */
} OneNumber;

static gpointer
void_one (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const OneNumber *one = input;
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, one->round_uid, error);
  const XpRecord *record = all != NULL ? xp_certificate_look_up (all, one->number, error) : NULL;
  if (record == NULL)
    return NULL;
  if (xp_record_get_int (record, "is_void") != 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "编号%s的证书已经作废了，没有变动。要再发就换发一张。",
                 one->number);
    return NULL;
  }
  g_autofree char *today = dup_today (desk);
  g_autoptr (XpRecord) spoiled = xp_record_copy (record);
  xp_record_set_int (spoiled, "is_void", 1);
  xp_record_set_text (spoiled, "voided_on", today);
  xp_record_set_text (spoiled, "void_why", one->why);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_VOID_CERTIFICATE);
  xp_draft_set_reason (draft, one->why, NULL);
  xp_draft_set_subject (draft, spoiled);
  xp_draft_put (draft, spoiled);
  return xp_book_put (book, draft, error);
}

bool
xp_certificate_work_void (
  XpDesk *desk, int64_t round_uid, const char *number, const char *why, GError **error)
{
  if (!is_told (why)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "作废要写明原因，请补上，比如“写坏”“错字”“称号取消”。");
    return false;
  }
  OneNumber one = {.round_uid = round_uid, .number = number, .why = why};
  return xp_desk_run_act (desk, void_one, &one, error);
}

static gpointer
reissue (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  OneNumber *one = input;
  g_autoptr (GPtrArray) all = xp_certificate_list_of_round (book, one->round_uid, error);
  const XpRecord *old = all != NULL ? xp_certificate_look_up (all, one->number, error) : NULL;
  if (old == NULL)
    return NULL;
  int64_t last = 0;
  for (guint i = 0; i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "year") == xp_record_get_int (old, "year"))
      last = MAX (last, xp_record_get_int (all->pdata[i], "serial"));
  g_autofree char *today = dup_today (desk);
  g_autoptr (XpRecord) made = xp_record_copy (old);
  xp_record_set_int (made, "certificate_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_int (made, "serial", last + 1);
  xp_record_set_int (made, "is_void", 0);
  xp_record_set_int (made, "replaces_uid", xp_record_get_int (old, "certificate_uid"));
  xp_record_set_text (made, "issued_on", today);
  xp_record_set_null (made, "voided_on");
  xp_record_set_null (made, "void_why");
  xp_record_set_null (made, "received_on");
  xp_record_set_null (made, "received_by");
  if (is_told (one->name))
    xp_record_set_text (made, "name", one->name);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_REISSUE_CERTIFICATE);
  xp_draft_set_subject (draft, made);
  xp_draft_put (draft, made);
  one->made = xp_certificate_dup_number (short_name_of (desk), made);
  return xp_book_put (book, draft, error);
}

char *
xp_certificate_work_reissue (
  XpDesk *desk, int64_t round_uid, const char *number, const char *name, GError **error)
{
  OneNumber one = {.round_uid = round_uid, .number = number, .name = name};
  if (xp_desk_run_act (desk, reissue, &one, error))
    return one.made;
  g_free (one.made);
  return NULL;
}
