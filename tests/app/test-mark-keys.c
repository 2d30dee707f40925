/* Keys of the marking page, as strings: “4⏎2⏎+”. ⏎ Enter, ⌫ Backspace, ⎋ Escape, ↑ Up, ② F2. */
#include "xp-mark-keys.h"

#include <gdk/gdk.h>
#include <string.h>

/* Presses all; “item:4 put:2” of what came of it, typed echoes left out. An item that is chosen
 * expects its value, as the page does. */
static char *
press_all (const char *keys)
{
  static const char *const WORDS[] = {
    [XP_MARK_KEY_NONE] = "none",         [XP_MARK_KEY_TYPED] = NULL,
    [XP_MARK_KEY_ITEM] = "item",         [XP_MARK_KEY_PUT] = "put",
    [XP_MARK_KEY_NOT_APPLICABLE] = "na", [XP_MARK_KEY_TAKE_BACK] = "back",
    [XP_MARK_KEY_VETO] = "veto",         [XP_MARK_KEY_GATE] = "gate",
    [XP_MARK_KEY_STATE] = "state",       [XP_MARK_KEY_CLOSE] = "close",
    [XP_MARK_KEY_ROW] = "row",           [XP_MARK_KEY_HOUSEHOLD] = "household",
    [XP_MARK_KEY_UNDO] = "undo",         [XP_MARK_KEY_REDO] = "redo",
    [XP_MARK_KEY_SEARCH] = "search",     [XP_MARK_KEY_JUDGES] = "judges",
    [XP_MARK_KEY_JUDGE] = "judge",       [XP_MARK_KEY_FOLD] = "fold",
    [XP_MARK_KEY_PENDING] = "pending",
  };
  XpMarkKeys typing = {0};
  GString *out = g_string_new (NULL);
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);
    const guint keyval = c == 0x23ce   ? GDK_KEY_Return
                         : c == 0x232b ? GDK_KEY_BackSpace
                         : c == 0x238b ? GDK_KEY_Escape
                         : c == 0x2191 ? GDK_KEY_Up
                         : c == 0x2461 ? GDK_KEY_F2
                                       : gdk_unicode_to_keyval (c);
    const XpMarkAction action = xp_mark_keys_press (&typing, keyval, FALSE);
    if (action.what == XP_MARK_KEY_ITEM && action.text[0] != '\0')
      xp_mark_keys_expect (&typing, XP_TYPING_VALUE);
    if (WORDS[action.what] != NULL)
      g_string_append_printf (out,
                              "%s%s:%s%d",
                              out->len > 0 ? " " : "",
                              WORDS[action.what],
                              action.text,
                              action.number);
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const char *why;
  const char *keys;
  const char *expected;
} CASES[] = {
  {"the evening", "4⏎2⏎15⏎1⏎+", "item:40 put:20 item:150 put:10 close:0"},
  {"not applicable", "20⏎.⏎", "item:200 na:0"},
  {"full width and 。", "２０⏎。⏎", "item:200 na:0"},
  {"full-width digits", "４⏎２⏎", "item:40 put:20"},
  {"a score with a point", "1⏎7.5⏎", "item:10 put:7.50"},
  {"a veto", "*1⏎", "veto:10"},
  {"a gate", "/1⏎", "gate:10"},
  {"full-width signs", "＊1⏎／2⏎", "veto:10 gate:20"},
  {"a state needs no Enter", "-3", "state:3"},
  {"and is taken back", "-0", "state:0"},
  {"a digit is erased", "41⌫⏎2⏎", "item:40 put:20"},
  {"Escape forgets", "4⏎2⎋5⏎1⏎", "item:40 item:50 put:10"},
  {"+ does not swallow what is typed", "4⏎2+", "item:40 pending:0"},
  {"nor does -", "4-", "pending:0"},
  {"15 stays 15", "4⏎15⏎", "item:40 put:150"},
  {"nothing is cut short", "12345678", "pending:0"},
  {"Enter alone is the row at the cursor", "⏎", "item:0"},
  {"a letter searches", "z", "search:0"},
  {"up", "↑", "row:-1"},
  {"F2 lists the judges", "②", "judges:0"},
  {"and a number chooses one", "②12⏎", "judges:0 judge:12"},
  {"F2 twice takes the next", "②②", "judges:0 judge:0"},
  {"Escape keeps the judge", "②⎋4⏎", "judges:0 item:40"},
  {"F2 does not swallow what is typed", "4②", "pending:0"},
};

static void
test_keys_mean_what_they_should (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].why);
    g_autofree char *got = press_all (CASES[i].keys);
    g_assert_cmpstr (got, ==, CASES[i].expected);
  }
}

static void
test_the_keypad_alone_suffices (void)
{
  static const struct {
    guint keyval;
    XpMarkKeyWhat what;
  } KEYS[] = {
    {GDK_KEY_KP_4, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_Enter, XP_MARK_KEY_ITEM},
    {GDK_KEY_KP_Decimal, XP_MARK_KEY_NONE},
    {GDK_KEY_KP_Add, XP_MARK_KEY_CLOSE},
    {GDK_KEY_KP_Subtract, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_1, XP_MARK_KEY_STATE},
    {GDK_KEY_KP_Multiply, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_1, XP_MARK_KEY_TYPED},
    {GDK_KEY_KP_Enter, XP_MARK_KEY_VETO},
    {GDK_KEY_KP_Divide, XP_MARK_KEY_TYPED},
  };
  XpMarkKeys typing = {0};
  for (size_t i = 0; i < G_N_ELEMENTS (KEYS); i++)
    g_assert_cmpint (xp_mark_keys_press (&typing, KEYS[i].keyval, FALSE).what, ==, KEYS[i].what);
}

static void
test_control_keys (void)
{
  XpMarkKeys typing = {0};
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_z, TRUE).what, ==, XP_MARK_KEY_UNDO);
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_Y, TRUE).what, ==, XP_MARK_KEY_REDO);
  g_assert_cmpint (xp_mark_keys_press (&typing, GDK_KEY_f, TRUE).what, ==, XP_MARK_KEY_SEARCH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mark-keys/meaning", test_keys_mean_what_they_should);
  g_test_add_func ("/mark-keys/keypad", test_the_keypad_alone_suffices);
  g_test_add_func ("/mark-keys/control", test_control_keys);
  return g_test_run ();
}
