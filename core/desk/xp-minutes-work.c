#include "xp-minutes-work.h"

#include "xp-print-source.h"

#include <string.h>

static const struct {
  const char *column, *word;
  bool is_secret;
} FIELDS[] = {
  [XP_MINUTES_PLACE] = {"place", "地点", false},
  [XP_MINUTES_CHAIR] = {"chair", "主持", false},
  [XP_MINUTES_RECORDER] = {"recorder", "记录", false},
  [XP_MINUTES_SAID] = {"said_secret", "发言要点", true},
  [XP_MINUTES_VOTED] = {"voted_secret", "表决说明", true},
  [XP_MINUTES_CORRECTED] = {"corrected_secret", "改分说明", true},
  [XP_MINUTES_HELD] = {"held_secret", "暂缓说明", true},
  [XP_MINUTES_CHOSEN] = {"chosen_secret", "结果说明", true},
  [XP_MINUTES_CLOSING] = {"closing_secret", "结束语", true},
};
G_STATIC_ASSERT (G_N_ELEMENTS (FIELDS) == XP_MINUTES_N_FIELDS);

const char *
xp_minutes_field_get_word (XpMinutesField field)
{
  return FIELDS[field].word;
}

XpMinutesText *
xp_minutes_text_new (void)
{
  XpMinutesText *self = g_new0 (XpMinutesText, 1);
  self->draft_sha256 = g_strdup ("");
  return self;
}

void
xp_minutes_text_free (XpMinutesText *self)
{
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_free (self->draft_sha256);
  g_free (self);
}

void
xp_minutes_free (XpMinutes *self)
{
  g_clear_pointer (&self->text, xp_minutes_text_free);
  g_free (self->computed);
  g_free (self);
}

/* ---- reading ---- */

/* NULL without an error: nothing was written. */
static XpRecord *
look_up (XpBook *book, int64_t round_uid, GError **error)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", round_uid);
  return xp_book_lookup (book, XP_KIND_MINUTES, key, error);
}

XpMinutesText *
xp_minutes_read_text (XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) record = look_up (book, round_uid, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  XpMinutesText *text = xp_minutes_text_new ();
  for (size_t i = 0; record != NULL && i < XP_MINUTES_N_FIELDS; i++) {
    const char *stored = xp_record_get_text (record, FIELDS[i].column);
    if (stored != NULL)
      text->fields[i] =
        FIELDS[i].is_secret ? xp_book_dup_secret (book, stored, NULL) : g_strdup (stored);
  }
  if (record != NULL) {
    g_free (text->draft_sha256);
    text->draft_sha256 = g_strdup (xp_record_get_text (record, "draft_sha256"));
  }
  return text;
}

static gpointer
read_text (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_minutes_read_text (book, *(const int64_t *) input, error);
}

static char *
dup_computed (XpDesk *desk, int64_t round_uid, GError **error)
{
  static const XpPrintOptions ALL = {0};
  const XpPrintRequest request = {"minutes", round_uid, &ALL};
  g_autoptr (XpPrintSource) source = xp_print_source_collect (desk, &request, error);
  return source != NULL ? xp_print_minutes_dup_computed (source, error) : NULL;
}

XpMinutes *
xp_minutes_work_read (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpMinutes) minutes = g_new0 (XpMinutes, 1);
  minutes->computed = dup_computed (desk, round_uid, error);
  if (minutes->computed == NULL)
    return NULL;
  minutes->text = xp_desk_run (desk, read_text, &round_uid, error);
  if (minutes->text == NULL)
    return NULL;
  g_autofree char *sha256 =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, minutes->computed, -1);
  minutes->is_changed =
    minutes->text->draft_sha256[0] != '\0' && strcmp (minutes->text->draft_sha256, sha256) != 0;
  return g_steal_pointer (&minutes);
}

/* ---- writing ---- */

typedef struct {
  int64_t round_uid;
  const XpMinutesText *text;
  const char *sha256;
} Putting;

static bool
is_written (const XpMinutesText *text)
{
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++)
    if (text->fields[i] != NULL && text->fields[i][0] != '\0')
      return true;
  return false;
}

static XpRecord *
make_record (const Putting *of)
{
  XpRecord *record = xp_record_new (XP_KIND_MINUTES);
  xp_record_set_int (record, "round_uid", of->round_uid);
  xp_record_set_text (record, "draft_sha256", of->sha256);
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++) {
    if (FIELDS[i].is_secret)
      xp_record_set_secret (record, FIELDS[i].column, of->text->fields[i]);
    else
      xp_record_set_text (record, FIELDS[i].column, of->text->fields[i]);
  }
  return record;
}

static gpointer
put (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Putting *of = input;
  g_autoptr (GError) failure = NULL;
  g_autoptr (XpRecord) there = look_up (book, of->round_uid, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  const bool is_kept = is_written (of->text);
  if (!is_kept && there == NULL) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "会议记录还是草稿，没有写过什么，没有变动。可以直接印。");
    return NULL;
  }
  g_autoptr (XpRecord) record = is_kept ? make_record (of) : xp_record_copy (there);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MINUTES);
  xp_draft_set_subject (draft, record);
  if (is_kept)
    xp_draft_put (draft, record);
  else
    xp_draft_remove (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_minutes_work_put (XpDesk *desk, int64_t round_uid, const XpMinutesText *text, GError **error)
{
  g_autofree char *computed = dup_computed (desk, round_uid, error);
  if (computed == NULL)
    return false;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, computed, -1);
  Putting of = {round_uid, text, sha256};
  return xp_desk_run_act (desk, put, &of, error);
}

/* ---- as a file ---- */

static void
append_lines (GString *file, const char *head, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  if (lines[0] == NULL)
    g_string_append_printf (file, "%s\n", head);
  for (size_t i = 0; lines[i] != NULL; i++)
    g_string_append_printf (file, "%s%s\n", head, lines[i]);
}

char *
xp_minutes_dup_file (const XpMinutes *self)
{
  GString *file = g_string_new (NULL);
  append_lines (file, "# ", self->computed);
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++) {
    g_autofree char *head = g_strconcat (FIELDS[i].word, "：", NULL);
    append_lines (file, head, self->text->fields[i]);
  }
  return g_string_free (file, FALSE);
}

/* The field that the line begins with, and what stands behind its colon; -1: none. */
static int
find_field (const char *line, const char **out_text)
{
  for (int i = 0; i < XP_MINUTES_N_FIELDS; i++) {
    const char *rest =
      g_str_has_prefix (line, FIELDS[i].word) ? line + strlen (FIELDS[i].word) : "";
    const size_t n_colon = g_str_has_prefix (rest, "：") ? strlen ("：") : rest[0] == ':';
    if (n_colon > 0) {
      *out_text = rest + n_colon;
      return i;
    }
  }
  return -1;
}

static bool
take_line (XpMinutesText *text, const char *line, int number, GError **error)
{
  const char *words = NULL;
  const int field = find_field (line, &words);
  if (field < 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "会议记录第%d行“%s”没有写是哪一段，没有变动。请在前面写上“发言要点：”这样的段名。",
                 number,
                 line);
    return false;
  }
  g_autofree char *paragraph = g_strstrip (g_strdup (words));
  char *before = text->fields[field];
  if (paragraph[0] == '\0')
    return true;
  if (before != NULL && field < XP_MINUTES_SAID) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "会议记录第%d行又写了一遍“%s”，没有变动。请只留一行。",
                 number,
                 FIELDS[field].word);
    return false;
  }
  text->fields[field] =
    before != NULL ? g_strconcat (before, "\n", paragraph, NULL) : g_strdup (paragraph);
  g_free (before);
  return true;
}

XpMinutesText *
xp_minutes_text_parse (const char *file, GError **error)
{
  g_autoptr (XpMinutesText) text = xp_minutes_text_new ();
  g_auto (GStrv) lines = g_strsplit (file, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    if (line[0] != '\0' && line[0] != '#' && !take_line (text, line, i + 1, error))
      return NULL;
  }
  return g_steal_pointer (&text);
}
