/* Names are typed through an input method. One of our own composes as Chinese ones do: what is
 * being composed shows in the field (preedit), then goes while the character comes (commit), in the
 * order of fcitx5 or of ibus, at once or when an answer arrives. Real keys come from xdotool; none
 * may be lost. */
#include <adwaita.h>
#include <gtk/gtkimmodule.h>
#include <string.h>

static const gunichar FIRST_CHARACTER = 0x4e00;

/* ---- the input method ---- */

typedef struct {
  bool is_commit_first; /* fcitx5; ibus takes the preedit away first */
  bool is_answered_later;
} Manner;

/* What the keys of one case are made into; one case runs at a time. */
static struct {
  Manner manner;
  int n_keys;
} typing;

typedef struct {
  GtkIMContext parent_instance;
  char *preedit; /* owned; NULL: nothing is being composed */
} Composer;
typedef GtkIMContextClass ComposerClass;

static GType composer_get_type (void);
G_DEFINE_TYPE (Composer, composer, GTK_TYPE_IM_CONTEXT)

static void
set_preedit (Composer *self, const char *preedit)
{
  const bool was_there = self->preedit != NULL;
  if (!was_there && preedit != NULL)
    g_signal_emit_by_name (self, "preedit-start");
  g_free (self->preedit);
  self->preedit = g_strdup (preedit);
  g_signal_emit_by_name (self, "preedit-changed");
  if (was_there && preedit == NULL)
    g_signal_emit_by_name (self, "preedit-end");
}

static void
compose_next (Composer *self)
{
  char character[8] = "";
  g_unichar_to_utf8 (FIRST_CHARACTER + (gunichar) typing.n_keys++, character);
  set_preedit (self, "zh");
  set_preedit (self, "zhong");
  if (typing.manner.is_commit_first)
    g_signal_emit_by_name (self, "commit", character);
  set_preedit (self, NULL);
  if (!typing.manner.is_commit_first)
    g_signal_emit_by_name (self, "commit", character);
}

static gboolean
answered_cb (gpointer data)
{
  compose_next (data);
  return G_SOURCE_REMOVE;
}

static gboolean
composer_filter_keypress (GtkIMContext *context, GdkEvent *event)
{
  if (gdk_key_event_get_keyval (event) != GDK_KEY_a)
    return FALSE;
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return TRUE;
  if (typing.manner.is_answered_later)
    g_idle_add_full (G_PRIORITY_DEFAULT, answered_cb, g_object_ref (context), g_object_unref);
  else
    compose_next ((Composer *) context);
  return TRUE;
}

static void
composer_get_preedit_string (GtkIMContext *context,
                             char **text,
                             PangoAttrList **attributes,
                             int *cursor)
{
  const Composer *self = (Composer *) context;
  const char *preedit = self->preedit != NULL ? self->preedit : "";
  if (text != NULL)
    *text = g_strdup (preedit);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = (int) g_utf8_strlen (preedit, -1);
}

/* What is half composed goes into the field that is left. */
static void
composer_focus_out (GtkIMContext *context)
{
  Composer *self = (Composer *) context;
  g_autofree char *rest = g_strdup (self->preedit);
  if (rest == NULL)
    return;
  set_preedit (self, NULL);
  g_signal_emit_by_name (self, "commit", rest);
}

static void
composer_finalize (GObject *object)
{
  g_free (((Composer *) object)->preedit);
  G_OBJECT_CLASS (composer_parent_class)->finalize (object);
}

static void
composer_class_init (ComposerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = composer_finalize;
  class->filter_keypress = composer_filter_keypress;
  class->get_preedit_string = composer_get_preedit_string;
  class->focus_out = composer_focus_out;
}

static Composer *last_composer; /* borrowed: of the field that was made last */

static void
composer_init (Composer *self)
{
  last_composer = self;
}

/* ---- a window with two fields ---- */

typedef struct {
  GtkWidget *window, *field, *other;
} Fixture;

typedef struct {
  const char *name;
  Manner manner;
  GType (*get_type) (void);
  int n_keys;
} Case;

static const Case CASES[] = {
  {"fcitx5", {true, false}, adw_entry_row_get_type, 300},
  {"fcitx5-later", {true, true}, adw_entry_row_get_type, 1000},
  {"ibus", {false, false}, adw_entry_row_get_type, 300},
  {"ibus-later", {false, true}, adw_entry_row_get_type, 300},
  {"entry", {true, true}, gtk_entry_get_type, 100},
  {"search", {true, true}, gtk_search_entry_get_type, 100},
};

static void
set_up (Fixture *f, gconstpointer data)
{
  const Case *the_case = data;
  typing.manner = the_case->manner;
  typing.n_keys = 0;
  f->window = gtk_window_new ();
  f->field = g_object_new (the_case->get_type (), NULL);
  f->other = g_object_new (the_case->get_type (), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), f->other);
  gtk_box_append (GTK_BOX (box), f->field);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
  gtk_widget_grab_focus (f->field);
  while (!gtk_window_is_active (GTK_WINDOW (f->window)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer has_ended)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL));
  *(bool *) has_ended = true;
}

static void
press_keys (int n)
{
  static const char *const COMMAND[] = {"xdotool", "key", "--delay", "1"};
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (COMMAND); i++)
    g_ptr_array_add (words, (gpointer) COMMAND[i]);
  for (int i = 0; i < n; i++)
    g_ptr_array_add (words, (gpointer) "a");
  g_ptr_array_add (words, NULL);

  bool has_ended = false;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool =
    g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (xdotool, NULL, ended_cb, &has_ended);
  while (!has_ended || typing.n_keys < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_no_character_is_lost (Fixture *f, gconstpointer data)
{
  const Case *the_case = data;
  press_keys (the_case->n_keys);
  g_autoptr (GString) expected = g_string_new (NULL);
  for (int i = 0; i < the_case->n_keys; i++)
    g_string_append_unichar (expected, FIRST_CHARACTER + (gunichar) i);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->field)), ==, expected->str);
}

/* Another field is chosen in the middle of a character. */
static void
test_what_is_half_composed_stays_in_its_field (Fixture *f, gconstpointer unused)
{
  press_keys (3);
  set_preedit (last_composer, "zhang");
  gtk_widget_grab_focus (f->other);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->field)), ==, "一丁丂zhang");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->other)), ==, "");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME,
                                  composer_get_type (),
                                  "composer",
                                  1);
  g_object_set (gtk_settings_get_default (), "gtk-im-module", "composer", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *path = g_strconcat ("/input-method/", CASES[i].name, NULL);
    g_test_add (path, Fixture, &CASES[i], set_up, test_no_character_is_lost, tear_down);
  }
  g_test_add ("/input-method/field-left",
              Fixture,
              &CASES[0],
              set_up,
              test_what_is_half_composed_stays_in_its_field,
              tear_down);
  return g_test_run ();
}
