#include "xp-rubric-editor-private.h"

#include "xp-mark.h"
#include "xp-page.h"
#include "xp-print-job.h"
#include "xp-printing.h"
#include "xp-rubric-dialogs.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-work.h"

#include <glib/gi18n.h>
#include <string.h>

/* A page beside the fields, and in their place. */
static const int SMALL_PAGE_PX = 300, LARGE_PAGE_PX = 640;

G_DEFINE_FINAL_TYPE (XpRubricEditor, xp_rubric_editor, ADW_TYPE_BIN)

enum {
  LEFT,
  COPY,
  ADJUST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- the printed sheet beside ---- */

static void
drop_rendering (XpRubricEditor *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpRubricEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_printing_render_finish (XP_DESK (source), result, &error);
  if (g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the form has changed again */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_steal_pointer (&pdf);
  gtk_widget_set_sensitive (self->print, self->pdf != NULL);
  if (self->pdf != NULL)
    xp_pages_view_show (self->pages, self->pdf);
  else
    xp_pages_view_show_obstacle (self->pages, _ ("现在还不能印"), error->message);
}

static void
render (XpRubricEditor *self)
{
  drop_rendering (self);
  self->cancellable = g_cancellable_new ();
  xp_printing_render_form_async (self->desk,
                                 self->form,
                                 self->cancellable,
                                 rendered_cb,
                                 g_object_ref (self));
}

/* ---- what is shown ---- */

static const XpFormRow *
get_row_at (XpRubricEditor *self, int index)
{
  return index >= 0 && index < (int) self->rows->len ? self->rows->pdata[index] : NULL;
}

const XpFormRow *
xp_rubric_editor_get_row (XpRubricEditor *self)
{
  return get_row_at (self, xp_rubric_sheet_get_selected (self->sheet));
}

const XpFormRow *
xp_rubric_editor_get_shown_row (XpRubricEditor *self)
{
  return get_row_at (self, self->shown);
}

static void
show_status (XpRubricEditor *self)
{
  const guint n = self->problems->len;
  g_autofree char *missing =
    g_strdup_printf (_ ("还不能用来新开评选：有%u处要补上或改正，红字写着。"), n);
  gtk_label_set_label (self->status,
                       n > 0 ? missing
                       : self->can_edit ? _ ("可以用来新开评选。改了就存，改错了按 Ctrl+Z。")
                                        : _ ("可以用来新开评选。别人定的表不能直接改：在它上面"
                                             "调整，或抄一份另做。"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), n > 0 ? "in-order" : "problem");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), n > 0 ? "problem" : "in-order");
}

/* Sums, what it rests on, where it departs. */
static void
show_foot (XpRubricEditor *self)
{
  const XpRubric *form = self->form;
  g_autofree char *sum = xp_points_to_text (xp_rubric_sum_full_mark (form));
  g_autofree char *full = xp_points_to_text (form->full_mark_hundredths);
  g_autofree char *basis = xp_rubric_dup_basis_line (form);
  GString *text = g_string_new (NULL);
  g_string_printf (text, _ ("各项合计%s分"), sum);
  if (form->is_full_mark_declared)
    g_string_append_printf (text, _ ("，总分定的是%s分"), full);
  g_string_append (text, _ ("。"));
  if (basis != NULL)
    g_string_append_printf (text, "%s%s", basis, _ ("。"));
  for (size_t i = 0; form->departures[i] != NULL; i++)
    g_string_append_printf (text, "\n%s%s", form->departures[i], _ ("。"));
  gtk_label_set_label (self->foot, text->str);
  g_string_free (text, TRUE);
}

static void
show_offer (XpRubricEditor *self)
{
  g_autoptr (XpRubricOffer) offer =
    self->parent != NULL ? xp_rubric_work_diff (self->desk, self->id, NULL) : NULL;
  const bool is_newer = offer != NULL && offer->now_version > offer->then_version;
  gtk_widget_set_visible (self->offer, is_newer && self->can_edit);
  if (!is_newer)
    return;
  g_autofree char *text =
    g_strdup_printf (_ ("上一级的《%s》有了新的一版，现在用的还是原来那一版。"), offer->now->name);
  gtk_label_set_label (self->offered, text);
}

static void
show_buttons (XpRubricEditor *self)
{
  const XpFormRow *row = xp_rubric_editor_get_row (self);
  const bool is_own = self->can_edit && self->parent == NULL;
  const bool is_item = row != NULL && row->at > 0;
  gtk_widget_set_visible (self->add, self->can_edit);
  gtk_widget_set_visible (self->remove, is_own);
  gtk_widget_set_visible (self->up, is_own);
  gtk_widget_set_visible (self->down, is_own);
  gtk_widget_set_sensitive (self->remove, is_item);
  gtk_widget_set_sensitive (self->up, is_item && row->at > 1);
  gtk_widget_set_sensitive (self->down, is_item && row->at < (int) self->form->n_items);
  gtk_widget_set_visible (self->copy, !self->can_edit);
  gtk_widget_set_visible (self->adjust, !self->can_edit && xp_rubric_is_standard (self->form));
}

static void
show_row (XpRubricEditor *self)
{
  self->shown = xp_rubric_sheet_get_selected (self->sheet);
  xp_rubric_pane_show (self->pane,
                       self->form,
                       self->parent,
                       xp_rubric_editor_get_shown_row (self),
                       self->can_edit);
  show_buttons (self);
}

/* A form that others have issued is adjusted or copied, and so is one that is not in the book. */
static bool
is_own_form (XpRubricEditor *self)
{
  const XpRubric *form = self->form;
  return !xp_desk_get_is_reader (self->desk) &&
         (form->extends != NULL ? self->parent != NULL
                                : form->issuer == NULL || form->level != XP_LEVEL_COUNTY);
}

static bool
load (XpRubricEditor *self, GError **error)
{
  g_autoptr (XpRubric) form = xp_rubric_work_take (self->desk, self->id, error);
  if (form == NULL)
    return false;
  g_autoptr (XpRubric) parent =
    form->extends != NULL ? xp_rubric_work_take_parent (self->desk, form, NULL) : NULL;
  g_autoptr (GPtrArray) problems = xp_rubric_work_list_problems (self->desk, form, parent, error);
  if (problems == NULL)
    return false;
  g_clear_pointer (&self->form, xp_rubric_unref);
  g_clear_pointer (&self->parent, xp_rubric_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->form = g_steal_pointer (&form);
  self->parent = g_steal_pointer (&parent);
  self->problems = g_steal_pointer (&problems);
  self->rows = xp_form_list_rows (self->form, self->parent, self->problems);
  self->can_edit = is_own_form (self);
  return true;
}

static void
show (XpRubricEditor *self)
{
  xp_rubric_sheet_show (self->sheet,
                        self->form,
                        self->parent,
                        self->rows,
                        self->problems,
                        self->can_edit && self->parent == NULL);
  show_row (self);
  show_status (self);
  show_foot (self);
  show_offer (self);
  render (self);
}

/* ---- going about ---- */

static void
selected_cb (XpRubricEditor *self)
{
  if (self->form == NULL)
    return;
  xp_rubric_pane_commit (self->pane);
  show_row (self);
}

static void
activated_cb (XpRubricEditor *self)
{
  xp_rubric_pane_take_focus (self->pane);
}

static void
back_cb (XpRubricEditor *self)
{
  xp_rubric_pane_commit (self->pane);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
copy_cb (XpRubricEditor *self)
{
  g_signal_emit (self, signals[COPY], 0);
}

static void
adjust_cb (XpRubricEditor *self)
{
  g_signal_emit (self, signals[ADJUST], 0);
}

static void
offer_cb (XpRubricEditor *self)
{
  xp_rubric_dialog_offer (GTK_WIDGET (self), self->desk, self->id);
}

static void
print_cb (XpRubricEditor *self)
{
  if (self->pdf != NULL)
    xp_print_job_ask (GTK_WIDGET (self), self->pdf, "visit-sheets", self->form->name);
}

/* Where the text is large there is room for the paper and the fields only. */
static bool
has_room_for_pages (void)
{
  static const int MOST_DPI = 96 * 1024 * 13 / 10;
  int dpi = 0;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi <= MOST_DPI;
}

/* The printed sheet takes the room of the fields, large enough to be read. */
static void
large_cb (XpRubricEditor *self)
{
  const bool is_large = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->large));
  gtk_widget_set_visible (GTK_WIDGET (self->pages), is_large || has_room_for_pages ());
  if (is_large)
    xp_rubric_pane_commit (self->pane);
  gtk_widget_set_visible (GTK_WIDGET (self->pane), !is_large);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pages), is_large);
  xp_pages_view_set_page_width (self->pages, is_large ? LARGE_PAGE_PX : SMALL_PAGE_PX);
  xp_pages_view_show (self->pages, self->pdf);
}

static gboolean
sheet_key_cb (XpRubricEditor *self, guint keyval, guint code, GdkModifierType state)
{
  return xp_rubric_editor_step_by_key (self, keyval, state);
}

/* Escape: from the fields to the paper, from the paper to the list. */
static gboolean
key_cb (XpRubricEditor *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval == GDK_KEY_F9) {
    GtkToggleButton *large = GTK_TOGGLE_BUTTON (self->large);
    gtk_toggle_button_set_active (large, !gtk_toggle_button_get_active (large));
    return TRUE;
  }
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane)))
    xp_rubric_sheet_take_focus (self->sheet);
  else
    back_cb (self);
  return TRUE;
}

/* ---- open and close ---- */

bool
xp_rubric_editor_open (XpRubricEditor *self, XpDesk *desk, const char *id, GError **error)
{
  xp_rubric_editor_close (self);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (id);
  if (!load (self, error)) {
    xp_rubric_editor_close (self);
    return false;
  }
  xp_rubric_editor_forget_refusal (self);
  show (self);
  xp_rubric_sheet_select (self->sheet, XP_RUBRIC_SHEET_HEAD);
  return true;
}

bool
xp_rubric_editor_refresh (XpRubricEditor *self, XpDesk *desk)
{
  if (desk == NULL || desk != self->desk || !load (self, NULL)) {
    xp_rubric_editor_close (self);
    return false;
  }
  show (self);
  return true;
}

void
xp_rubric_editor_close (XpRubricEditor *self)
{
  drop_rendering (self);
  g_clear_pointer (&self->pending, xp_rubric_step_free);
  g_clear_pointer (&self->form, xp_rubric_unref);
  g_clear_pointer (&self->parent, xp_rubric_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->desk);
}

const char *
xp_rubric_editor_get_id (XpRubricEditor *self)
{
  return self->id;
}

void
xp_rubric_editor_take_focus (XpRubricEditor *self)
{
  xp_rubric_sheet_take_focus (self->sheet);
}

bool
xp_rubric_editor_is_busy (XpRubricEditor *self)
{
  return self->cancellable != NULL;
}

GBytes *
xp_rubric_editor_get_pdf (XpRubricEditor *self)
{
  return self->pdf;
}

/* ---- the widget ---- */

static void
xp_rubric_editor_dispose (GObject *object)
{
  xp_rubric_editor_close (XP_RUBRIC_EDITOR (object));
  G_OBJECT_CLASS (xp_rubric_editor_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       XP_TYPE_RUBRIC_EDITOR,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, adjust_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, large_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, sheet);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, pane);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, status);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, offered);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, refused);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, foot);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, adjust);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, copy);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, add);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, remove);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, up);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, down);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, large);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, print);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, offer);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, refusal);
  gtk_widget_class_bind_template_child (widget_class, XpRubricEditor, keep);
}

static void
xp_rubric_editor_class_init (XpRubricEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_rubric_editor_dispose;
  g_type_ensure (XP_TYPE_RUBRIC_SHEET);
  g_type_ensure (XP_TYPE_RUBRIC_PANE);
  g_type_ensure (XP_TYPE_PAGES_VIEW);
  signals[LEFT] = new_signal ("left");
  signals[COPY] = new_signal ("copy");
  signals[ADJUST] = new_signal ("adjust");
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-rubric-editor.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  xp_rubric_editor_bind_steps (widget_class);
}

static void
xp_rubric_editor_init (XpRubricEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *sheet_keys = gtk_event_controller_key_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  large_cb (self);
  g_signal_connect_object (gtk_settings_get_default (),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (large_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (sheet_keys, "key-pressed", G_CALLBACK (sheet_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (sheet_keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->sheet), sheet_keys);
}
