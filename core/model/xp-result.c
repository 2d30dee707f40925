#include "xp-result.h"

#include "xp-error.h"

#include <string.h>

static const char *const AWARDED_WORDS[] = {
  [XP_AWARDED_NO] = "否", [XP_AWARDED_YES] = "是", [XP_AWARDED_UNDECIDED] = "待定"};

static const char *const QUOTA_ROUNDINGS[] = {
  [XP_QUOTA_DOWN] = "down", [XP_QUOTA_HALF_UP] = "half-up", [XP_QUOTA_UP] = "up"};

const char *
xp_awarded_get_word (XpAwarded awarded)
{
  return AWARDED_WORDS[awarded];
}

XpResult *
xp_result_new (void)
{
  XpResult *self = g_new0 (XpResult, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->took = g_ptr_array_new_with_free_func (g_free);
  return self;
}

XpResult *
xp_result_ref (XpResult *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

static void
clear_entrant (XpResultEntrant *entrant)
{
  g_free (entrant->group);
  g_free (entrant->door);
  g_free (entrant->name);
  g_free (entrant->told_apart_by);
  g_free (entrant->naming);
  g_free (entrant->status);
  g_free (entrant->grade);
  g_free (entrant->decided_by);
  g_free (entrant->list);
}

void
xp_result_unref (XpResult *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  for (size_t i = 0; i < self->n_entrants; i++)
    clear_entrant (&self->entrants[i]);
  g_free (self->entrants);
  g_ptr_array_unref (self->took);
  g_free (self->village);
  g_free (self->issuer);
  g_free (self->round_name);
  g_free (self->purpose);
  g_free (self->posted_on);
  g_free (self->notice_from_on);
  g_free (self->notice_until_on);
  g_free (self->rubric_id);
  g_free (self->rubric_sha256);
  g_free (self->title);
  g_free (self->quota);
  g_free (self->ties);
  g_free (self->more_rules);
  g_free (self);
}

/* ---- writing ---- */

/* A control character inside a field would move what stands behind it into another field. */
static void
append_text (GString *line, const char *text)
{
  g_string_append_c (line, '\t');
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    g_string_append_c (line, (guchar) *at < 0x20 || *at == 0x7f ? ' ' : *at);
}

static void
append_int (GString *line, int64_t value)
{
  g_string_append_printf (line, "\t%" G_GINT64_FORMAT, value);
}

static void
append_head (GString *out, const XpResult *self)
{
  g_string_append (out, "xiangping-result\t1\nvillage");
  append_int (out, self->village_uid);
  append_text (out, self->village);
  append_text (out, self->issuer);
  g_string_append (out, "\nround");
  append_int (out, self->round_uid);
  append_int (out, self->round_number);
  append_text (out, self->round_name);
  g_string_append (out, "\nresult");
  append_int (out, self->result_no);
  append_text (out, self->purpose);
  append_text (out, self->posted_on);
  append_text (out, self->notice_from_on);
  append_text (out, self->notice_until_on);
  g_string_append (out, "\nrubric");
  append_text (out, self->rubric_id);
  append_int (out, self->rubric_version);
  append_text (out, self->rubric_sha256);
  append_text (out, self->title);
}

static void
append_rules (GString *out, const XpResult *self)
{
  g_string_append (out, "\nrules");
  append_text (out, xp_combine_get_name (self->combine));
  append_int (out, self->n_marks_needed);
  append_text (out, self->is_undecided_with_too_few ? "undecided" : "mean");
  append_text (out, self->rounding == XP_ROUNDING_HALF_EVEN ? "half-even" : "half-away");
  if (self->has_line)
    append_int (out, self->line_hundredths);
  else
    append_text (out, "");
  append_text (out, self->quota);
  append_text (out, QUOTA_ROUNDINGS[self->quota_rounding]);
  append_text (out, self->ties);
  if (self->more_rules != NULL && self->more_rules[0] != '\0')
    g_string_append_printf (out, "\nmore\t%s", self->more_rules);
  for (guint i = 0; i < self->took->len; i++)
    g_string_append_printf (out, "\ntook\t%s", (const char *) self->took->pdata[i]);
  g_string_append (out, "\nbase");
  append_int (out, self->n_base);
  append_int (out, self->n_places);
  g_string_append_c (out, '\n');
}

static void
append_entrant (GString *out, const XpResultEntrant *entrant)
{
  g_string_append (out, "entrant");
  append_int (out, entrant->entrant_no);
  append_int (out, entrant->number);
  if (entrant->person_number > 0)
    g_string_append_printf (out, "-%d", entrant->person_number);
  append_text (out, entrant->group);
  append_text (out, entrant->door);
  append_text (out, entrant->name);
  append_text (out, entrant->told_apart_by);
  append_text (out, entrant->naming);
  append_text (out, entrant->status);
  if (entrant->has_total) {
    append_int (out, entrant->total_hundredths);
    g_string_append_printf (out,
                            "\t%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                            entrant->exact_hundredths.num,
                            entrant->exact_hundredths.den);
  } else {
    append_text (out, "");
    append_text (out, "");
  }
  append_int (out, entrant->rank);
  append_text (out, entrant->grade);
  append_text (out, AWARDED_WORDS[entrant->awarded]);
  append_text (out, entrant->decided_by);
  append_int (out, entrant->n_marks);
  append_int (out, entrant->is_mean_for_too_few);
  if (entrant->list != NULL && entrant->list[0] != '\0')
    append_text (out, entrant->list);
  g_string_append_c (out, '\n');
}

static void
add_rule (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "\t" : "", name, value);
}

static void
add_rule_int (GString *out, const char *name, int64_t value, int64_t usual)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  if (value != usual)
    add_rule (out, name, text);
}

char *
xp_rules_dup_more (const XpRules *rules)
{
  static const int64_t USUAL_SPREAD = 1000;
  GString *out = g_string_new (NULL);
  for (size_t i = 0; i < rules->n_weights; i++) {
    g_autofree char *name = g_strconcat ("weight:", rules->weights[i].body, NULL);
    add_rule_int (out, name, rules->weights[i].bp, 0);
  }
  if (rules->usual_bp > 0) {
    add_rule (out, "usual_form", rules->usual_form != NULL ? rules->usual_form : "");
    add_rule_int (out, "usual_bp", rules->usual_bp, 0);
  }
  if (rules->quota_base != XP_BASE_SCORED)
    add_rule (out, "quota_base", xp_quota_base_get_name (rules->quota_base));
  if (rules->quota.kind == XP_QUOTA_SHARED)
    add_rule (out, "apportion", xp_apportion_get_name (rules->apportion));
  if (rules->is_one_per_household)
    add_rule (out, "one_per_household", "1");
  if (rules->quota_base == XP_BASE_REGISTERED)
    add_rule_int (out, "n_registered", rules->n_registered, -1);
  if (rules->quota_base == XP_BASE_RESIDENT)
    add_rule_int (out, "n_resident", rules->n_resident, -1);
  add_rule_int (out, "spread_hundredths", rules->spread_hundredths, USUAL_SPREAD);
  return g_string_free (out, FALSE);
}

char *
xp_result_to_text (const XpResult *self)
{
  GString *out = g_string_new (NULL);
  append_head (out, self);
  append_rules (out, self);
  for (size_t i = 0; i < self->n_entrants; i++)
    append_entrant (out, &self->entrants[i]);
  return g_string_free (out, FALSE);
}

/* ---- reading ---- */

static int64_t
read_int (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

/* Index of a word in a table, or 0: an unknown word is found by comparing the text written again.
 */
static int
read_word (const char *const *table, size_t n, const char *text)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (table[i], text) == 0)
      return (int) i;
  return 0;
}

static void
read_village (XpResult *self, char **fields)
{
  self->village_uid = read_int (fields[1]);
  self->village = g_strdup (fields[2]);
  self->issuer = g_strdup (fields[3]);
}

static void
read_round (XpResult *self, char **fields)
{
  self->round_uid = read_int (fields[1]);
  self->round_number = (int) read_int (fields[2]);
  self->round_name = g_strdup (fields[3]);
}

static void
read_result (XpResult *self, char **fields)
{
  self->result_no = (int) read_int (fields[1]);
  self->purpose = g_strdup (fields[2]);
  self->posted_on = g_strdup (fields[3]);
  self->notice_from_on = g_strdup (fields[4]);
  self->notice_until_on = g_strdup (fields[5]);
}

static void
read_rubric (XpResult *self, char **fields)
{
  self->rubric_id = g_strdup (fields[1]);
  self->rubric_version = (int) read_int (fields[2]);
  self->rubric_sha256 = g_strdup (fields[3]);
  self->title = g_strdup (fields[4]);
}

static void
read_rules (XpResult *self, char **fields)
{
  xp_combine_from_text (fields[1], &self->combine);
  self->n_marks_needed = (int) read_int (fields[2]);
  self->is_undecided_with_too_few = strcmp (fields[3], "undecided") == 0;
  self->rounding =
    strcmp (fields[4], "half-even") == 0 ? XP_ROUNDING_HALF_EVEN : XP_ROUNDING_HALF_AWAY;
  self->has_line = fields[5][0] != '\0';
  self->line_hundredths = read_int (fields[5]);
  self->quota = g_strdup (fields[6]);
  self->quota_rounding =
    (XpQuotaRounding) read_word (QUOTA_ROUNDINGS, G_N_ELEMENTS (QUOTA_ROUNDINGS), fields[7]);
  self->ties = g_strdup (fields[8]);
}

static void
read_more (XpResult *self, char **fields)
{
  self->more_rules = g_strjoinv ("\t", fields + 1);
}

static void
read_took (XpResult *self, char **fields)
{
  g_ptr_array_add (self->took, g_strjoinv ("\t", fields + 1));
}

static void
read_base (XpResult *self, char **fields)
{
  self->n_base = (int) read_int (fields[1]);
  self->n_places = (int) read_int (fields[2]);
}

static void
read_entrant (XpResult *self, char **fields)
{
  self->entrants = g_renew (XpResultEntrant, self->entrants, self->n_entrants + 1);
  XpResultEntrant *entrant = &self->entrants[self->n_entrants++];
  const char *slash = strchr (fields[10], '/');
  const char *dash = strchr (fields[2], '-');

  *entrant = (XpResultEntrant){
    .entrant_no = (int) read_int (fields[1]),
    .number = (int) read_int (fields[2]),
    .person_number = dash != NULL ? (int) read_int (dash + 1) : 0,
    .list = g_strdup (fields[17] != NULL ? fields[17] : ""),
    .group = g_strdup (fields[3]),
    .door = g_strdup (fields[4]),
    .name = g_strdup (fields[5]),
    .told_apart_by = g_strdup (fields[6]),
    .naming = g_strdup (fields[7]),
    .status = g_strdup (fields[8]),
    .has_total = fields[9][0] != '\0',
    .total_hundredths = read_int (fields[9]),
    .exact_hundredths = {read_int (fields[10]), slash != NULL ? read_int (slash + 1) : 1},
    .rank = (int) read_int (fields[11]),
    .grade = g_strdup (fields[12]),
    .awarded = (XpAwarded) read_word (AWARDED_WORDS, G_N_ELEMENTS (AWARDED_WORDS), fields[13]),
    .decided_by = g_strdup (fields[14]),
    .n_marks = (int) read_int (fields[15]),
    .is_mean_for_too_few = fields[16][0] == '1',
  };
}

/* Every line but `took` and `entrant` stands once, in this order; `more` only where it has
 * something to say. */
static const struct {
  const char *word;
  guint n_fields;
  guint n_most; /* fields; 0: as many as n_fields */
  void (*read) (XpResult *self, char **fields);
} LINES[] = {
  {"village", 4, 0, read_village},
  {"round", 4, 0, read_round},
  {"result", 6, 0, read_result},
  {"rubric", 5, 0, read_rubric},
  {"rules", 9, 0, read_rules},
  {"more", 2, 16, read_more},
  {"took", 6, 0, read_took},
  {"base", 3, 0, read_base},
  {"entrant", 17, 18, read_entrant},
};

static bool
read_line (XpResult *self, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  for (size_t i = 0; i < G_N_ELEMENTS (LINES) && fields[0] != NULL; i++) {
    const guint n = g_strv_length (fields);
    if (strcmp (fields[0], LINES[i].word) == 0 && n >= LINES[i].n_fields &&
        n <= MAX (LINES[i].n_fields, LINES[i].n_most)) {
      LINES[i].read (self, fields);
      return true;
    }
  }
  return false;
}

XpResult *
xp_result_from_text (const char *text, GError **error)
{
  g_autoptr (XpResult) self = xp_result_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  size_t n = 1;
  while (lines[0] != NULL && lines[n] != NULL && lines[n][0] != '\0' && read_line (self, lines[n]))
    n++;

  /* What reads well but would be written otherwise is not ours either. */
  g_autofree char *again = xp_result_to_text (self);
  if (strcmp (again, text) == 0)
    return g_steal_pointer (&self);

  g_set_error (error,
               XP_ERROR,
               XP_ERROR_DAMAGED,
               "存下的评选结果第%zu行读不出来，这份结果可能被改动过。请用备份核对。",
               n + 1);
  return NULL;
}

/* ---- the 核对码 ---- */

char *
xp_sha256_of_text (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

char *
xp_board_code (const char *sha256, const char *characters)
{
  enum {
    N_CHARACTERS = 8,
    BITS_EACH = 11 /* 2,048 characters */
  };
  g_return_val_if_fail (strlen (sha256) == 64, NULL);
  g_return_val_if_fail (g_utf8_strlen (characters, -1) >= 1 << BITS_EACH, NULL);

  GString *code = g_string_new (NULL);
  guint pool = 0;
  guint n_bits = 0;
  for (const char *at = sha256; g_utf8_strlen (code->str, -1) < N_CHARACTERS; at++) {
    pool = pool << 4 | (guint) g_ascii_xdigit_value (*at);
    n_bits += 4;
    if (n_bits >= BITS_EACH) {
      n_bits -= BITS_EACH;
      const guint index = pool >> n_bits & ((1U << BITS_EACH) - 1);
      g_string_append_unichar (
        code,
        g_utf8_get_char (g_utf8_offset_to_pointer (characters, (glong) index)));
      pool &= (1U << n_bits) - 1;
    }
  }
  return g_string_free (code, FALSE);
}
