#include "xp-print-choices.h"

#include "xp-page.h"
#include "xp-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpPrintChoices {
  AdwBin parent_instance;

  GtkCheckButton *one_per_page, *outlined; /* template children: borrowed */
  GtkEntry *household, *copies, *first, *most, *from, *only;
  GtkWidget *text_file, *overprint, *register_button;
  GtkDropDown *size;

  const char *document; /* id of the table: for ever; NULL: none */
  char *text;           /* of a file; owned; NULL: none */
  bool is_filling;      /* nobody chose */
  GtkFileChooserNative *chooser;
};

enum {
  CHANGED,
  OVERPRINT,
  REGISTER,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpPrintChoices, xp_print_choices, ADW_TYPE_BIN)

/* As the list of sizes stands in the template. */
static const struct {
  const char *paper;
  int width_cm, height_cm;
} SIZES[] = {{NULL}, {"A4"}, {"2A4"}, {NULL, 60, 90}, {NULL, 90, 120}};

/* ---- what it takes ---- */

void
xp_print_choices_set_document (XpPrintChoices *self, const char *document)
{
  const XpPrintTakes takes =
    document != NULL ? xp_printing_get_takes (document) : XP_PRINT_TAKES_NOTHING;
  const struct {
    gpointer widget;
    XpPrintTakes what;
  } CHOICES[] = {{self->one_per_page, XP_PRINT_TAKES_ONE_PER_PAGE},
                 {self->household, XP_PRINT_TAKES_HOUSEHOLD},
                 {self->copies, XP_PRINT_TAKES_COPIES},
                 {self->first, XP_PRINT_TAKES_FIRST},
                 {self->most, XP_PRINT_TAKES_MOST},
                 {self->from, XP_PRINT_TAKES_CERTIFICATES},
                 {self->only, XP_PRINT_TAKES_CERTIFICATES},
                 {self->overprint, XP_PRINT_TAKES_CERTIFICATES},
                 {self->register_button, XP_PRINT_TAKES_CERTIFICATES},
                 {self->size, XP_PRINT_TAKES_PRESS},
                 {self->outlined, XP_PRINT_TAKES_PRESS},
                 {self->text_file, XP_PRINT_TAKES_TEXT}};
  XpPrintTakes any = XP_PRINT_TAKES_NOTHING;
  for (size_t i = 0; i < G_N_ELEMENTS (CHOICES); i++) {
    gtk_widget_set_visible (CHOICES[i].widget, (takes & CHOICES[i].what) != 0);
    any |= CHOICES[i].what;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), (takes & any) != 0);
  if (g_strcmp0 (self->document, document) == 0)
    return;
  self->is_filling = true;
  g_clear_pointer (&self->text, g_free);
  gtk_drop_down_set_selected (self->size, 0);
  gtk_check_button_set_active (self->outlined, FALSE);
  self->is_filling = false;
  self->document = document != NULL ? xp_printing_lookup_document (document)->id : NULL;
}

/* NULL: nothing was typed, or this sheet does not have it. */
static const char *
get_typed (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  return gtk_widget_is_visible (GTK_WIDGET (entry)) && text[0] != '\0' ? text : NULL;
}

/* In full width too, as an input method leaves it. 0: nothing is typed; -1: it is no number. */
static int
read_number (GtkEntry *entry)
{
  static const int MOST = 1000000;
  int number = 0;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  if (!gtk_widget_get_visible (GTK_WIDGET (entry)) || g_strstrip (text)[0] == '\0')
    return 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    const int digit = g_unichar_digit_value (g_utf8_get_char (at));
    if (digit < 0 || number > MOST)
      return -1;
    number = number * 10 + digit;
  }
  return number > 0 ? number : -1;
}

char *
xp_print_choices_dup_problem (XpPrintChoices *self)
{
  GtkEntry *const numbers[] = {self->household, self->copies, self->first, self->most};
  for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (read_number (numbers[i]) < 0)
      return g_strdup_printf (_ ("上面写的“%s”不是数字。请写成 17 这样，再按回车；空着就照平常印。"),
                              gtk_editable_get_text (GTK_EDITABLE (numbers[i])));
  return NULL;
}

static bool
is_active (GtkCheckButton *button)
{
  return gtk_widget_get_visible (GTK_WIDGET (button)) && gtk_check_button_get_active (button);
}

XpPrintOptions
xp_print_choices_get (XpPrintChoices *self)
{
  const bool has_size = gtk_widget_get_visible (GTK_WIDGET (self->size));
  const guint size = has_size ? gtk_drop_down_get_selected (self->size) : 0;
  const guint at = MIN (size, (guint) G_N_ELEMENTS (SIZES) - 1);
  return (XpPrintOptions){
    .is_one_per_page = is_active (self->one_per_page),
    .household = read_number (self->household),
    .copies = read_number (self->copies),
    .first = read_number (self->first),
    .most = read_number (self->most),
    .text = self->text,
    .paper = SIZES[at].paper,
    .width_cm = SIZES[at].width_cm,
    .height_cm = SIZES[at].height_cm,
    .overprints_black = SIZES[at].width_cm > 0,
    .is_outlined = is_active (self->outlined),
    .certificates = {.from = get_typed (self->from), .only = get_typed (self->only)},
  };
}

/* ---- a file ---- */

bool
xp_print_choices_take_text (XpPrintChoices *self, const char *path, GError **error)
{
  char *text = xp_printing_read_text (path, error);
  if (text == NULL)
    return false;
  g_free (self->text);
  self->text = text;
  g_signal_emit (self, signals[CHANGED], 0);
  return true;
}

static void
text_chosen_cb (XpPrintChoices *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (GError) error = NULL;
    if (!xp_print_choices_take_text (self, path, &error))
      xp_page_tell_error (GTK_WIDGET (self), error);
  }
  g_clear_object (&self->chooser);
}

static void
text_cb (XpPrintChoices *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("用哪个文字文件"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("用"),
                                               _ ("取消"));
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (text_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the widget ---- */

static void
changed_cb (XpPrintChoices *self)
{
  if (!self->is_filling && self->document != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
overprint_cb (XpPrintChoices *self)
{
  g_signal_emit (self, signals[OVERPRINT], 0);
}

static void
register_cb (XpPrintChoices *self)
{
  g_signal_emit (self, signals[REGISTER], 0);
}

static void
xp_print_choices_dispose (GObject *object)
{
  XpPrintChoices *self = XP_PRINT_CHOICES (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (xp_print_choices_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       XP_TYPE_PRINT_CHOICES,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
xp_print_choices_class_init (XpPrintChoicesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_print_choices_dispose;
  g_type_ensure (XP_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-print-choices.ui");
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, one_per_page);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, outlined);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, household);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, copies);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, first);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, most);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, from);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, only);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, text_file);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, overprint);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, register_button);
  gtk_widget_class_bind_template_child (widget_class, XpPrintChoices, size);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_cb);
  gtk_widget_class_bind_template_callback (widget_class, overprint_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_cb);
  signals[CHANGED] = new_signal ("changed");
  signals[OVERPRINT] = new_signal ("overprint");
  signals[REGISTER] = new_signal ("register");
}

static void
xp_print_choices_init (XpPrintChoices *self)
{
  self->is_filling = true;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = false;
}
