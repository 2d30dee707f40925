#include "xp-typist-work.h"

#include "xp-book-pin.h"
#include "xp-desk-private.h"

#include <string.h>

enum {
  LEAST_PIN = 4
};

void
xp_typist_line_free (XpTypistLine *self)
{
  g_free (self->name);
  g_free (self);
}

/* ---- names ---- */

/* As it is written down: NFC, nothing around it. Yours. */
static char *
clean_name (const char *name)
{
  char *clean = g_utf8_normalize (name != NULL ? name : "", -1, G_NORMALIZE_NFC);
  return clean != NULL ? g_strstrip (clean) : g_strdup ("");
}

/* NULL: there is no row of this name. Yours. */
static XpRecord *
look_up (XpBook *book, const char *name)
{
  g_autoptr (XpRecord) wanted = xp_record_new (XP_KIND_TYPIST);
  xp_record_set_text (wanted, "name", name);
  g_autofree char *key = xp_record_dup_key (wanted);
  return xp_book_lookup (book, XP_KIND_TYPIST, key, NULL);
}

static bool
has_pin (const XpRecord *typist)
{
  return typist != NULL && !xp_record_is_null (typist, "pin_secret");
}

static void
add_name (XpBook *book, GPtrArray *lines, const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((const XpTypistLine *) lines->pdata[i])->name, name) == 0)
      return;
  g_autoptr (XpRecord) typist = look_up (book, name);
  if (typist != NULL && xp_record_get_int (typist, "is_retired") != 0)
    return;
  XpTypistLine *line = g_new0 (XpTypistLine, 1);
  *line = (XpTypistLine){g_strdup (name), has_pin (typist)};
  g_ptr_array_add (lines, line);
}

static gpointer
list_typists (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) names = xp_book_list_names (book, error);
  g_autoptr (GPtrArray) typists =
    names != NULL ? xp_book_list (book, XP_KIND_TYPIST, NULL, 0, error) : NULL;
  if (typists == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_typist_line_free);
  for (guint i = 0; i < names->len; i++)
    add_name (book, lines, names->pdata[i]);
  for (guint i = 0; i < typists->len; i++)
    add_name (book, lines, xp_record_get_text (typists->pdata[i], "name"));
  return lines;
}

GPtrArray *
xp_typist_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_typists, NULL, error);
}

/* ---- taking a name ---- */

typedef struct {
  const char *name, *pin, *new_pin;
} Pins;

static bool
check_pin (XpBook *book, const XpRecord *typist, const Pins *pins, GError **error)
{
  if (!has_pin (typist))
    return true;
  if (pins->pin == NULL || pins->pin[0] == '\0') {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s设了口令，没有换人。请输入%s的口令。",
                 pins->name,
                 pins->name);
    return false;
  }
  g_autofree char *hash =
    xp_book_dup_secret (book, xp_record_get_text (typist, "pin_secret"), NULL);
  if (hash != NULL && xp_pin_fits (hash, pins->pin))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s的口令不对。请再输一次；忘了口令，在“设置”里由两个人去掉。",
               pins->name);
  return false;
}

static gpointer
check_job (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Pins *pins = input;
  g_autoptr (XpRecord) typist = look_up (book, pins->name);
  return check_pin (book, typist, pins, error) ? XP_DESK_DONE : NULL;
}

bool
xp_typist_work_check (XpDesk *desk, const char *name, const char *pin, GError **error)
{
  g_autofree char *clean = clean_name (name);
  Pins pins = {clean, pin, NULL};
  return xp_desk_run (desk, check_job, &pins, error) != NULL;
}

static gpointer
has_pin_job (XpDesk *desk, XpBook *book, gpointer name, GError **error)
{
  g_autoptr (XpRecord) typist = look_up (book, name);
  return has_pin (typist) ? XP_DESK_DONE : NULL;
}

bool
xp_typist_work_has_pin (XpDesk *desk, const char *name)
{
  g_autofree char *clean = clean_name (name);
  return xp_desk_run (desk, has_pin_job, clean, NULL) != NULL;
}

static bool
check_name (const char *name, GError **error)
{
  if (name[0] != '\0')
    return true;
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "还没有写姓名。请写上谁在录。");
  return false;
}

bool
xp_typist_work_take (XpDesk *desk, const char *name, const char *pin, GError **error)
{
  g_autofree char *clean = clean_name (name);
  if (!check_name (clean, error) || !xp_typist_work_check (desk, clean, pin, error))
    return false;
  xp_desk_set_who (desk, clean);
  return true;
}

guint
xp_typist_get_pause_ms (guint n_wrong)
{
  static const guint FREE = 2, FIRST_MS = 1000, MOST_MS = 10000, MOST_DOUBLED = 4;
  if (n_wrong <= FREE)
    return 0;
  return MIN (FIRST_MS << MIN (n_wrong - FREE - 1, MOST_DOUBLED), MOST_MS);
}

/* ---- setting one ---- */

static bool
check_new_pin (const char *pin, GError **error)
{
  if (g_utf8_validate (pin, -1, NULL) && g_utf8_strlen (pin, -1) >= LEAST_PIN)
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "口令太短。请写至少%d个字或数字。", LEAST_PIN);
  return false;
}

bool
xp_typist_work_check_new_pin (const char *pin, const char *again, GError **error)
{
  if (!check_new_pin (pin, error))
    return false;
  if (strcmp (pin, again) == 0)
    return true;
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "两次写的口令不一样。请再写一遍。");
  return false;
}

static XpAct *
put_typist (XpBook *book, XpRecord *typist, const XpForgottenPin *forgotten, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_TYPIST);
  xp_draft_set_subject (draft, typist);
  xp_draft_put (draft, typist);
  if (forgotten != NULL) {
    g_autofree char *names = g_strconcat (forgotten->first, "、", forgotten->second, NULL);
    xp_draft_set_reason (draft, forgotten->reason, names);
  }
  return xp_book_put (book, draft, error);
}

static XpRecord *
copy_or_new (const XpRecord *typist, const char *name)
{
  if (typist != NULL)
    return xp_record_copy (typist);
  XpRecord *made = xp_record_new (XP_KIND_TYPIST);
  xp_record_set_text (made, "name", name);
  return made;
}

static gpointer
set_pin (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Pins *pins = input;
  g_autoptr (XpRecord) typist = look_up (book, pins->name);
  if (!check_pin (book, typist, pins, error) ||
      (pins->new_pin != NULL && !check_new_pin (pins->new_pin, error)))
    return NULL;
  g_autofree char *hash = pins->new_pin != NULL ? xp_pin_hash (pins->new_pin) : NULL;
  if (pins->new_pin != NULL && hash == NULL) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_NOT_SAVED,
                         "内存不够，口令没有设成。请关掉别的程序再试。");
    return NULL;
  }
  g_autoptr (XpRecord) changed = copy_or_new (typist, pins->name);
  xp_record_set_secret (changed, "pin_secret", hash);
  return put_typist (book, changed, NULL, error);
}

bool
xp_typist_work_set_pin (
  XpDesk *desk, const char *name, const char *old_pin, const char *new_pin, GError **error)
{
  g_autofree char *clean = clean_name (name);
  Pins pins = {clean, old_pin, new_pin};
  return check_name (clean, error) && xp_desk_run_act (desk, set_pin, &pins, error);
}

/* ---- a forgotten one ---- */

static bool
check_two_others (const XpForgottenPin *forgotten, GError **error)
{
  const char *problem = NULL;
  if (forgotten->first[0] == '\0' || forgotten->second[0] == '\0')
    problem = "要有两个人的姓名才能去掉口令。请把两个人都写上。";
  else if (strcmp (forgotten->first, forgotten->second) == 0)
    problem = "写的是同一个人。请写两个不同的人。";
  else if (strcmp (forgotten->first, forgotten->name) == 0 ||
           strcmp (forgotten->second, forgotten->name) == 0)
    problem = "忘了口令的人自己不算。请写另外两个人。";
  else if (forgotten->reason == NULL || forgotten->reason[0] == '\0')
    problem = "还没有写理由。请写上为什么去掉这个口令。";
  if (problem != NULL)
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, problem);
  return problem == NULL;
}

static gpointer
forget_pin (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpForgottenPin *forgotten = input;
  g_autoptr (XpRecord) typist = look_up (book, forgotten->name);
  if (!has_pin (typist)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%s没有设口令，不用去掉。请看看姓名写得对不对。",
                 forgotten->name);
    return NULL;
  }
  g_autoptr (XpRecord) changed = xp_record_copy (typist);
  xp_record_set_null (changed, "pin_secret");
  return put_typist (book, changed, forgotten, error);
}

bool
xp_typist_work_forget_pin (XpDesk *desk, const XpForgottenPin *forgotten, GError **error)
{
  g_autofree char *name = clean_name (forgotten->name);
  g_autofree char *first = clean_name (forgotten->first);
  g_autofree char *second = clean_name (forgotten->second);
  g_autofree char *reason = clean_name (forgotten->reason);
  XpForgottenPin clean = {name, first, second, reason};
  return check_two_others (&clean, error) && xp_desk_run_act (desk, forget_pin, &clean, error);
}
