#include "xp-household-forms.h"

#include "xp-form-window.h"
#include "xp-history-list.h"
#include "xp-names.h"
#include "xp-page.h"
#include "xp-person-work.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What a window keeps until it is answered. The questions are the window's. */
typedef struct {
  GtkWidget *page; /* borrowed: outlives its modal window */
  XpDesk *desk;    /* owned */
  int64_t uid;
  int64_t person_uid;
  GtkEditable *name, *second, *third, *fourth;
  AdwComboRow *choice, *other_choice, *third_choice;
  GPtrArray *checks;   /* of GtkCheckButton; NULL none */
  GArray *person_uids; /* of int64_t, beside the checks or the words of a choice; NULL none */
} Asking;

static Asking *
new_asking (GtkWidget *page, XpDesk *desk, int64_t uid)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->page = page;
  asking->desk = g_object_ref (desk);
  asking->uid = uid;
  return asking;
}

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_clear_pointer (&asking->checks, g_ptr_array_unref);
  g_clear_pointer (&asking->person_uids, g_array_unref);
  g_free (asking);
}

/* Passes on whether it was done; says so on the page when it was. */
static bool
tell (const Asking *asking, bool is_done, const char *done)
{
  if (is_done)
    xp_page_tell_done (asking->page, done);
  return is_done;
}

/* -1: empty, or no number. */
static int
number_of (GtkEditable *entry)
{
  g_autofree char *text = xp_names_to_half_width (gtk_editable_get_text (entry));
  char *end = NULL;
  const gint64 value = g_ascii_strtoll (g_strstrip (text), &end, 10);
  return end != text && *end == '\0' && value >= 0 && value < G_MAXINT ? (int) value : -1;
}

static char *
name_card (const XpHouseholdCard *card)
{
  return g_strdup_printf (_ ("%d号 %s%s %s"), card->number, card->group, card->door, card->head);
}

static char *
dup_count (int count)
{
  return count >= 0 ? g_strdup_printf ("%d", count) : g_strdup ("");
}

/* ---- a new household ---- */

static void
set_text (char **place, GtkEditable *entry)
{
  g_free (*place);
  *place = g_strdup (gtk_editable_get_text (entry));
}

static bool
add (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (XpHouseholdCard) card = xp_household_card_new ();
  set_text (&card->head, asking->name);
  set_text (&card->group, asking->second);
  set_text (&card->door, asking->third);
  card->people = number_of (asking->fourth);
  return tell (asking,
               xp_household_work_add (asking->desk, card, error) != 0,
               _ ("加上了一户。加错了按 Ctrl+Z。"));
}

void
xp_household_form_add (GtkWidget *page, XpDesk *desk)
{
  Asking *asking = new_asking (page, desk, 0);
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("新增一户"),
                                             _ ("编号接着往后排。别的以后再补。"),
                                             _ ("加上"),
                                             add,
                                             asking,
                                             free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("户主"), "");
  asking->second = xp_form_window_add_entry (window, _ ("组、社、队"), "");
  asking->third = xp_form_window_add_entry (window, _ ("门牌"), "");
  asking->fourth = xp_form_window_add_entry (window, _ ("户籍人口"), "");
  xp_form_window_ask (window);
}

/* ---- a person ---- */

static const char *const SEXES[] = {"", "f", "m"};
static const char *const NAMINGS[] = {"not-asked", "agreed", "refused"};

static const XpPersonCard *
find_person (const XpHouseholdCard *card, int64_t uid)
{
  for (guint i = 0; i < card->persons->len; i++)
    if (((const XpPersonCard *) card->persons->pdata[i])->uid == uid)
      return card->persons->pdata[i];
  return NULL;
}

static guint
place_of (const char *const words[], size_t n_words, const char *word)
{
  for (size_t i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return (guint) i;
  return 0;
}

static bool
save_person (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (asking->desk, asking->uid, error);
  if (card == NULL)
    return false;
  const XpPersonCard *held = find_person (card, asking->person_uid);
  g_autoptr (XpPersonCard) person = xp_person_card_new ();
  person->uid = asking->person_uid;
  person->number = held != NULL ? held->number : 0;
  person->id_last4 = held != NULL ? g_strdup (held->id_last4) : NULL;
  set_text (&person->name, asking->name);
  set_text (&person->relation, asking->second);
  g_free (person->sex);
  person->sex = g_strdup (SEXES[adw_combo_row_get_selected (asking->choice)]);
  g_free (person->naming);
  person->naming = g_strdup (NAMINGS[adw_combo_row_get_selected (asking->other_choice)]);
  g_free (person->taking_part);
  person->taking_part = g_strdup (NAMINGS[adw_combo_row_get_selected (asking->third_choice)]);
  return tell (asking,
               xp_person_work_save (asking->desk, asking->uid, person, error) != 0,
               _ ("记好了。错了按 Ctrl+Z。"));
}

static bool
remove_person (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return tell (asking,
               xp_person_work_remove (asking->desk, asking->person_uid, error),
               _ ("去掉了。错了按 Ctrl+Z。"));
}

void
xp_household_form_person (GtkWidget *page,
                          XpDesk *desk,
                          const XpHouseholdCard *card,
                          int64_t person_uid)
{
  const char *const sexes[] = {_ ("没写"), _ ("女"), _ ("男"), NULL};
  const char *const namings[] = {_ ("还没问"), _ ("同意"), _ ("不同意"), NULL};
  const XpPersonCard *person = find_person (card, person_uid);
  Asking *asking = new_asking (page, desk, card->uid);
  asking->person_uid = person_uid;
  g_autofree char *about = name_card (card);
  XpFormWindow *window = xp_form_window_new (page,
                                             person != NULL ? _ ("家里的人") : _ ("加一个人"),
                                             about,
                                             _ ("记下"),
                                             save_person,
                                             asking,
                                             free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("姓名"), person != NULL ? person->name : "");
  asking->choice = xp_form_window_add_choice (
    window,
    _ ("性别"),
    sexes,
    person != NULL ? place_of (SEXES, G_N_ELEMENTS (SEXES), person->sex) : 0);
  asking->second = xp_form_window_add_entry (window,
                                             _ ("和户主的关系（如 户主、妻子、儿媳、女儿）"),
                                             person != NULL ? person->relation : "");
  asking->other_choice = xp_form_window_add_choice (
    window,
    _ ("本人愿不愿意名字上榜"),
    namings,
    person != NULL ? place_of (NAMINGS, G_N_ELEMENTS (NAMINGS), person->naming) : 0);
  asking->third_choice = xp_form_window_add_choice (
    window,
    _ ("本人同意参评“精巴媳妇”这样评人的评选"),
    namings,
    person != NULL ? place_of (NAMINGS, G_N_ELEMENTS (NAMINGS), person->taking_part) : 0);
  if (person != NULL)
    xp_form_window_add_button (window, _ ("去掉这个人"), remove_person);
  xp_form_window_ask (window);
}

/* ---- another head ---- */

static bool
change_head (XpFormWindow *window, gpointer data, GError **error)
{
  static const XpOldHead OLD[] = {XP_OLD_HEAD_DIED, XP_OLD_HEAD_STAYS, XP_OLD_HEAD_LEFT};
  const Asking *asking = data;
  const guint chosen = adw_combo_row_get_selected (asking->choice);
  return tell (
    asking,
    xp_household_work_change_head (asking->desk,
                                   asking->uid,
                                   g_array_index (asking->person_uids, int64_t, chosen),
                                   gtk_editable_get_text (asking->name),
                                   OLD[adw_combo_row_get_selected (asking->other_choice)],
                                   error),
    _ ("换好了户主。以前评上的照旧是这一户的。换错了按 Ctrl+Z。"));
}

static void
list_persons (Asking *asking, const XpHouseholdCard *card, GStrvBuilder *words)
{
  static const int64_t NOBODY = 0;
  asking->person_uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (guint i = 0; i < card->persons->len; i++) {
    const XpPersonCard *person = card->persons->pdata[i];
    if (strcmp (person->name, card->head) == 0)
      continue;
    g_autofree char *word = person->relation[0] != '\0'
                              ? g_strdup_printf (_ ("%s（%s）"), person->name, person->relation)
                              : g_strdup (person->name);
    g_strv_builder_add (words, word);
    g_array_append_val (asking->person_uids, person->uid);
  }
  g_strv_builder_add (words, _ ("另外写名字"));
  g_array_append_val (asking->person_uids, NOBODY);
}

void
xp_household_form_change_head (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card)
{
  const char *const olds[] = {_ ("不在了"), _ ("还在这一户"), _ ("不在这一户了"), NULL};
  Asking *asking = new_asking (page, desk, card->uid);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  list_persons (asking, card, builder);
  g_auto (GStrv) words = g_strv_builder_end (builder);
  g_autofree char *who = name_card (card);
  g_autofree char *about =
    g_strdup_printf (_ ("%s。户还是这一户，编号、以前的分数和称号都不变。"), who);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("换户主"), about, _ ("换"), change_head, asking, free_asking);
  asking->choice =
    xp_form_window_add_choice (window, _ ("新户主是"), (const char *const *) words, 0);
  asking->name = xp_form_window_add_entry (window, _ ("另外写的名字（上面选了人就不用写）"), "");
  asking->other_choice =
    xp_form_window_add_choice (window, _ ("原来的户主"), olds, card->is_head_dead ? 0 : 1);
  xp_form_window_ask (window);
}

/* ---- one household becomes two ---- */

static bool
split (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (guint i = 0; i < asking->checks->len; i++)
    if (gtk_check_button_get_active (asking->checks->pdata[i]))
      g_array_append_val (gone, g_array_index (asking->person_uids, int64_t, i));
  const XpSplitSpec spec = {
    .from_uid = asking->uid,
    .head = gtk_editable_get_text (asking->name),
    .person_uids = (const int64_t *) (gpointer) gone->data,
    .n_persons = gone->len,
    .door = gtk_editable_get_text (asking->second),
    .people = number_of (asking->third),
    .people_left = number_of (asking->fourth),
  };
  return tell (asking,
               xp_household_work_split (asking->desk, &spec, error) != 0,
               _ ("分好了。以前的分数和称号留在原来那一户。分错了按 Ctrl+Z。"));
}

void
xp_household_form_split (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card)
{
  Asking *asking = new_asking (page, desk, card->uid);
  int people = -1, people_left = -1;
  xp_household_work_propose_split (card, 1, &people, &people_left);
  g_autofree char *who = name_card (card);
  g_autofree char *about =
    g_strdup_printf (_ ("从%s分出新的一户。新户从今天算起，以前的分数和称号留在原来那一户。"), who);
  g_autofree char *count = dup_count (people), *left = dup_count (people_left);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("分户"), about, _ ("分户"), split, asking, free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("新户的户主"), "");
  asking->second = xp_form_window_add_entry (window, _ ("新户的门牌"), "");
  asking->third = xp_form_window_add_entry (window, _ ("新户几口人"), count);
  asking->fourth = xp_form_window_add_entry (window, _ ("原来那户还剩几口人"), left);
  asking->checks = g_ptr_array_new ();
  asking->person_uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
  for (guint i = 0; i < card->persons->len; i++) {
    const XpPersonCard *person = card->persons->pdata[i];
    g_autofree char *title = g_strdup_printf (_ ("%s 跟着过去"), person->name);
    g_ptr_array_add (asking->checks, xp_form_window_add_check (window, title, false));
    g_array_append_val (asking->person_uids, person->uid);
  }
  xp_form_window_ask (window);
}

/* ---- two become one ---- */

static bool
merge (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const int number = number_of (asking->name);
  const int64_t other = xp_household_work_find (asking->desk, MAX (number, 0), error);
  if (other == 0)
    return false;
  const bool keeps_this = adw_combo_row_get_selected (asking->choice) == 0;
  return tell (asking,
               xp_household_work_merge (asking->desk,
                                        keeps_this ? asking->uid : other,
                                        keeps_this ? other : asking->uid,
                                        NULL,
                                        error),
               _ ("合好了，并掉的那一户算销户。合错了按 Ctrl+Z。"));
}

void
xp_household_form_merge (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card)
{
  Asking *asking = new_asking (page, desk, card->uid);
  g_autofree char *who = name_card (card);
  g_autofree char *keeps = g_strdup_printf (_ ("留%s"), who);
  const char *const choices[] = {keeps, _ ("留另外那一户"), NULL};
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("合户"),
                        _ ("两户并成一户：人都归到留下的那一户，另一户算销户，分数不相加。"),
                        _ ("合户"),
                        merge,
                        asking,
                        free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("和哪一户合（写编号）"), "");
  asking->choice = xp_form_window_add_choice (window, _ ("留哪一户"), choices, 0);
  xp_form_window_ask (window);
}

/* ---- who agrees to be on the list ---- */

/* “3、17、20-25”: numbers and ranges. False when something else stands there. */
static bool
list_numbers (const char *text, GArray *numbers)
{
  g_autofree char *typed = xp_names_to_half_width (text);
  g_autoptr (GString) plain = g_string_new (typed);
  g_string_replace (plain, "、", ",", 0);
  g_string_replace (plain, " ", ",", 0);
  g_string_replace (plain, "到", "-", 0);
  g_string_replace (plain, "号", "", 0);
  g_auto (GStrv) parts = g_strsplit (plain->str, ",", -1);
  for (size_t i = 0; parts[i] != NULL; i++) {
    int from = 0, to = 0, n = 0;
    if (parts[i][0] == '\0')
      continue;
    if (sscanf (parts[i], "%d-%d%n", &from, &to, &n) != 2 || parts[i][n] != '\0') {
      if (sscanf (parts[i], "%d%n", &from, &n) != 1 || parts[i][n] != '\0')
        return false;
      to = from;
    }
    if (from < 1 || to < from || to - from > 20000)
      return false;
    for (int number = from; number <= to; number++)
      g_array_append_val (numbers, number);
  }
  return numbers->len > 0;
}

static bool
set_naming (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (int64_t));
  if (!list_numbers (gtk_editable_get_text (asking->name), numbers)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 _ ("编号“%s”看不懂。请写成“3、17、20-25”这样。"),
                 gtk_editable_get_text (asking->name));
    return false;
  }
  for (guint i = 0; i < numbers->len; i++) {
    const int64_t uid =
      xp_household_work_find (asking->desk, g_array_index (numbers, int, i), error);
    if (uid == 0)
      return false;
    g_array_append_val (uids, uid);
  }
  static const char *const ORDER[] = {"agreed", "refused", "not-asked"};
  const guint chosen = adw_combo_row_get_selected (asking->choice);
  g_autofree char *done = g_strdup_printf (_ ("记好了，一共%u户。记错了按 Ctrl+Z。"), uids->len);
  return tell (asking,
               xp_household_work_set_naming (asking->desk,
                                             (const int64_t *) (gpointer) uids->data,
                                             uids->len,
                                             ORDER[chosen],
                                             error),
               done);
}

void
xp_household_form_naming (GtkWidget *page, XpDesk *desk)
{
  const char *const words[] = {_ ("同意"),
                               _ ("不同意（称号照有，名单上不写）"),
                               _ ("还没问"),
                               NULL};
  Asking *asking = new_asking (page, desk, 0);
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("愿不愿意名字上榜"),
                                             _ ("照着入户表上打的钩，把编号一起写上，一次记一批。"),
                                             _ ("记下"),
                                             set_naming,
                                             asking,
                                             free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("编号（如 3、17、20-25）"), "");
  asking->choice = xp_form_window_add_choice (window, _ ("记作"), words, 0);
  xp_form_window_ask (window);
}

/* ---- what happened to it ---- */

static bool
read_it (XpFormWindow *window, gpointer unused, GError **error)
{
  return true;
}

void
xp_household_form_history (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card)
{
  static const size_t MOST_ACTS = 500;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_household_work_list_history (desk, card->uid, MOST_ACTS, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  g_autofree char *about = name_card (card);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("这一户的修改记录"), about, _ ("看过了"), read_it, NULL, NULL);
  xp_form_window_set_body (window, xp_history_list_new (desk, lines), 980, 420);
  xp_form_window_ask (window);
}
