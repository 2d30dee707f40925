/* Who sits at the keyboard: names, PINs, and who looks on while somebody else types. */
#include "xp-follower.h"
#include "xp-test-desk.h"
#include "xp-typist-work.h"

#include <string.h>

static void
renumber (XpDesk *desk, int64_t uid, int number)
{
  g_autoptr (GError) error = NULL;
  xp_household_work_renumber (desk, uid, number, &error);
  g_assert_no_error (error);
}

static char *
list_names (TestDesk *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_typist_work_list (f->desk, &error);
  g_assert_no_error (error);
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++) {
    const XpTypistLine *line = lines->pdata[i];
    g_string_append_printf (names, "%s%s ", line->name, line->has_pin ? "*" : "");
  }
  return g_string_free (names, FALSE);
}

static void
assert_names_are (TestDesk *f, const char *names)
{
  g_autofree char *is = list_names (f);
  g_assert_cmpstr (is, ==, names);
}

static void
take (TestDesk *f, const char *name, const char *pin)
{
  g_autoptr (GError) error = NULL;
  xp_typist_work_take (f->desk, name, pin, &error);
  g_assert_no_error (error);
}

static void
set_pin (TestDesk *f, const char *name, const char *old_pin, const char *new_pin)
{
  g_autoptr (GError) error = NULL;
  xp_typist_work_set_pin (f->desk, name, old_pin, new_pin, &error);
  g_assert_no_error (error);
}

static void
assert_not_taken (TestDesk *f, const char *name, const char *pin, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (xp_desk_get_who (f->desk));
  g_assert_false (xp_typist_work_take (f->desk, name, pin, &error));
  g_assert_error (error, XP_ERROR, code);
  g_assert_cmpstr (xp_desk_get_who (f->desk), ==, before);
}

static void
test_every_act_carries_the_name (TestDesk *f, gconstpointer unused)
{
  take (f, " 李文书 ", NULL);
  renumber (f->desk, f->zhang, 8);
  g_autoptr (GPtrArray) lines = xp_desk_list_history (f->desk, 0, 2, NULL);
  g_assert_cmpstr (((XpHistoryLine *) lines->pdata[0])->who, ==, "李文书");
  g_assert_cmpstr (((XpHistoryLine *) lines->pdata[1])->who, ==, "王会计");
  assert_names_are (f, "李文书 王会计 ");
  assert_not_taken (f, "  ", NULL, XP_ERROR_INPUT);
}

static void
test_a_pin_guards_the_name (TestDesk *f, gconstpointer unused)
{
  set_pin (f, "王会计", NULL, "24680135");
  assert_names_are (f, "王会计* ");
  g_assert_true (xp_typist_work_has_pin (f->desk, "王会计"));
  take (f, "李文书", NULL);
  assert_not_taken (f, "王会计", NULL, XP_ERROR_REFUSED);
  assert_not_taken (f, "王会计", "", XP_ERROR_REFUSED);
  assert_not_taken (f, "王会计", "2469", XP_ERROR_REFUSED);
  take (f, "王会计", "24680135");

  /* after reopening too; and nothing of it stands in the history or in the file's text */
  test_desk_reopen (f, NULL);
  assert_not_taken (f, "王会计", "2469", XP_ERROR_REFUSED);
  g_autofree char *told = test_desk_last_sentences (f);
  g_assert_cmpstr (told, ==, "王会计 设了口令");
  g_autofree char *bytes = NULL;
  gsize n = 0;
  g_clear_object (&f->desk);
  g_assert_true (g_file_get_contents (f->path, &bytes, &n, NULL));
  g_assert_null (memmem (bytes, n, "24680135", 8));
  test_desk_assert_in_order (f);
}

static void
test_a_pin_is_changed_with_the_old_one (TestDesk *f, gconstpointer unused)
{
  g_autoptr (GError) wrong = NULL, is_short = NULL;
  set_pin (f, "王会计", NULL, "24680135");
  g_assert_false (xp_typist_work_set_pin (f->desk, "王会计", "1111", "13579024", &wrong));
  g_assert_error (wrong, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_false (xp_typist_work_set_pin (f->desk, "王会计", "24680135", "135", &is_short));
  g_assert_error (is_short, XP_ERROR, XP_ERROR_INPUT);
  g_autoptr (GError) differs = NULL, none = NULL;
  g_assert_false (xp_typist_work_check_new_pin ("13579024", "1356", &differs));
  g_assert_error (differs, XP_ERROR, XP_ERROR_INPUT);
  g_assert_false (xp_typist_work_check_new_pin ("13", "13", &none));
  g_assert_true (xp_typist_work_check_new_pin ("13579024", "13579024", NULL));
  set_pin (f, "王会计", "24680135", "13579024");
  g_autofree char *changed = test_desk_last_sentences (f);
  g_assert_cmpstr (changed, ==, "王会计 换了口令");
  assert_not_taken (f, "王会计", "24680135", XP_ERROR_REFUSED);
  take (f, "王会计", "13579024");
  set_pin (f, "王会计", "13579024", NULL);
  g_autofree char *removed = test_desk_last_sentences (f);
  g_assert_cmpstr (removed, ==, "王会计 去掉了口令");
  take (f, "王会计", NULL);
}

/* Else anybody could take a PIN away with one key. */
static void
test_a_pin_is_not_undone_with_a_key (TestDesk *f, gconstpointer unused)
{
  set_pin (f, "王会计", NULL, "24680135");
  g_autoptr (GError) error = NULL;
  g_assert_null (xp_desk_undo (f->desk, false, &error));
  g_assert_error (error, XP_ERROR, XP_ERROR_REFUSED);
  g_assert_true (xp_typist_work_has_pin (f->desk, "王会计"));
}

static void
assert_not_forgotten (TestDesk *f, XpForgottenPin forgotten, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (xp_typist_work_forget_pin (f->desk, &forgotten, &error));
  g_assert_error (error, XP_ERROR, code);
}

static void
test_two_others_take_a_forgotten_pin_away (TestDesk *f, gconstpointer unused)
{
  const XpForgottenPin good = {"王会计", "李主任", "赵监委", "住院了，想不起来"};
  g_autoptr (GError) error = NULL;
  assert_not_forgotten (f, good, XP_ERROR_REFUSED); /* there is none */
  set_pin (f, "王会计", NULL, "24680135");
  assert_not_forgotten (f, (XpForgottenPin){"王会计", "李主任", "", "忘了"}, XP_ERROR_INPUT);
  assert_not_forgotten (f, (XpForgottenPin){"王会计", "李主任", " 李主任", "忘了"}, XP_ERROR_INPUT);
  assert_not_forgotten (f, (XpForgottenPin){"王会计", "李主任", "王会计", "忘了"}, XP_ERROR_INPUT);
  assert_not_forgotten (f, (XpForgottenPin){"王会计", "李主任", "赵监委", " "}, XP_ERROR_INPUT);
  g_assert_true (xp_typist_work_has_pin (f->desk, "王会计"));
  xp_typist_work_forget_pin (f->desk, &good, &error);
  g_assert_no_error (error);
  g_assert_false (xp_typist_work_has_pin (f->desk, "王会计"));
  test_desk_assert_in_order (f);
}

static void
test_the_pause_grows_and_ends (TestDesk *f, gconstpointer unused)
{
  static const guint PAUSES_MS[] = {0, 0, 0, 1000, 2000, 4000, 8000, 10000, 10000};
  for (guint n = 0; n < G_N_ELEMENTS (PAUSES_MS); n++)
    g_assert_cmpuint (xp_typist_get_pause_ms (n), ==, PAUSES_MS[n]);
  g_assert_cmpuint (xp_typist_get_pause_ms (G_MAXUINT), ==, 10000);
}

/* ---- looking on ---- */

static void
note_kinds (XpDesk *desk, uint64_t kinds, uint64_t *out_kinds)
{
  *out_kinds |= kinds;
}

static void
note_holder (gboolean *out_is_noted)
{
  *out_is_noted = TRUE;
}

static void
test_who_looks_on_is_told (TestDesk *f, gconstpointer unused)
{
  const XpDeskOptions looking = {.is_reader = true, .backups_dir = f->backups};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpDesk) reader = xp_desk_open (f->path, &looking, &error);
  g_assert_no_error (error);
  g_autoptr (XpFollower) follower = xp_follower_new (reader);
  uint64_t kinds = 0;
  gboolean is_noted = FALSE;
  g_signal_connect (reader, "changed", G_CALLBACK (note_kinds), &kinds);
  g_signal_connect_swapped (follower, "holder-changed", G_CALLBACK (note_holder), &is_noted);
  g_assert_cmpstr (xp_follower_get_holder (follower)->who, ==, "王会计");

  renumber (f->desk, f->zhang, 8);
  xp_follower_ask (follower);
  while (kinds == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmphex (kinds, ==, XP_KIND_BIT (XP_KIND_HOUSEHOLD));
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (reader, f->zhang, NULL);
  g_assert_cmpint (card->number, ==, 8);

  /* somebody else sits down; then nobody types any more */
  xp_desk_set_who (f->desk, "李文书");
  xp_follower_ask (follower);
  while (!is_noted)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (xp_follower_get_holder (follower)->who, ==, "李文书");
  g_clear_object (&f->desk);
  is_noted = FALSE;
  xp_follower_ask (follower);
  while (!is_noted)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (xp_follower_get_holder (follower));
  xp_follower_stop (follower);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, TestDesk, NULL, test_desk_set_up, func, test_desk_tear_down)
  ADD ("/typist/names", test_every_act_carries_the_name);
  ADD ("/typist/pin", test_a_pin_guards_the_name);
  ADD ("/typist/pin-changed", test_a_pin_is_changed_with_the_old_one);
  ADD ("/typist/pin-undone", test_a_pin_is_not_undone_with_a_key);
  ADD ("/typist/pin-forgotten", test_two_others_take_a_forgotten_pin_away);
  ADD ("/typist/pause", test_the_pause_grows_and_ends);
  ADD ("/typist/looking-on", test_who_looks_on_is_told);
#undef ADD
  return g_test_run ();
}
