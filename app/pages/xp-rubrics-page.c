#include "xp-rubrics-page.h"

#include "xp-cells-view.h"
#include "xp-mark.h"
#include "xp-printing.h"
#include "xp-rubric-dialogs.h"
#include "xp-rubric-editor.h"
#include "xp-rubric-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpRubricsPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  XpCellsView *forms;
  XpRubricEditor *editor;
  GtkLabel *about;
  GtkWidget *make, *open, *copy, *adjust, *bring, *give, *give_csv, *print, *offer;

  XpDesk *desk;     /* owned */
  GPtrArray *lines; /* of XpRubricLine; owned */
  GtkFileChooserNative *chooser;
};

static void xp_rubrics_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpRubricsPage,
                               xp_rubrics_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_rubrics_page_page_init))

/* ---- the list ---- */

static const XpRubricLine *
get_line (XpRubricsPage *self)
{
  const guint selected = xp_cells_view_get_selected (self->forms);
  return selected < self->lines->len ? self->lines->pdata[selected] : NULL;
}

static const char *
tell_whose (const XpRubricLine *line)
{
  if (line->is_standard)
    return _ ("县标准");
  if (line->level == XP_LEVEL_COUNTY)
    return _ ("自带参考");
  if (line->level == XP_LEVEL_TOWNSHIP)
    return _ ("镇里");
  return line->is_own ? _ ("本村另设") : _ ("本村");
}

/* 第2版; 2026-1版 of 县标准2026-1版: whose it is stands before it. */
static char *
tell_version (const XpRubricLine *line)
{
  static const char DIGITS[] = "0123456789";
  const char *number = strpbrk (line->version, DIGITS);
  if (number == NULL)
    return g_strdup (line->version);
  return strspn (number, DIGITS) == strlen (number) ? g_strdup_printf (_ ("第%s版"), number)
                                                    : g_strdup (number);
}

static void
add_line (XpRubricsPage *self, const XpRubricLine *line)
{
  g_autofree char *version = tell_version (line);
  g_autofree char *full =
    line->full_mark_hundredths > 0 ? xp_points_to_text (line->full_mark_hundredths) : g_strdup ("");
  g_auto (GStrv) titles = g_strsplit (line->title, "|", -1);
  g_autofree char *title = g_strjoinv (_ ("、"), titles);
  xp_cells_view_add (self->forms,
                     line->unready != NULL ? "unready-form" : "",
                     line->name,
                     tell_whose (line),
                     version,
                     full,
                     title,
                     line->unready != NULL ? line->unready : _ ("可以用"),
                     NULL);
}

/* What is to be known of the chosen one besides: a newer parent, what it departs in. */
static void
show_about (XpRubricsPage *self)
{
  const XpRubricLine *line = get_line (self);
  const bool may_write = self->desk != NULL && !xp_desk_get_is_reader (self->desk);
  const bool is_newer = line != NULL && line->newer_parent > 0;
  gtk_widget_set_sensitive (self->open, line != NULL && self->desk != NULL);
  gtk_widget_set_sensitive (self->make, may_write);
  gtk_widget_set_sensitive (self->copy, line != NULL && may_write);
  gtk_widget_set_sensitive (self->adjust,
                            line != NULL && may_write &&
                              (line->is_standard || line->level == XP_LEVEL_TOWNSHIP));
  gtk_widget_set_sensitive (self->bring, may_write);
  gtk_widget_set_sensitive (self->give, line != NULL && self->desk != NULL);
  gtk_widget_set_sensitive (self->give_csv, line != NULL && self->desk != NULL);
  gtk_widget_set_sensitive (self->print, line != NULL && self->desk != NULL);
  gtk_widget_set_visible (self->offer, is_newer && may_write);
  gtk_label_set_label (
    self->about,
    self->desk == NULL ? _ ("先在首页建一份或打开一份本村资料，再做评分表。")
    : is_newer ? _ ("这张表的上一级有了新的一版。看看差在哪里，用不用您定。")
               : _ ("选一张，按回车打开。县标准和镇里的表，在上面调整；别的表，抄一份再改。"));
}

static void
show_list (XpRubricsPage *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = self->desk != NULL ? xp_rubric_work_list_at_hand (self->desk, &error)
                                        : xp_rubric_work_list_shipped (&error);
  if (lines == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  const guint selected = xp_cells_view_get_selected (self->forms);
  g_ptr_array_unref (self->lines);
  self->lines = lines;
  xp_cells_view_begin (self->forms);
  for (guint i = 0; i < lines->len; i++)
    add_line (self, lines->pdata[i]);
  xp_cells_view_end (self->forms);
  xp_cells_view_select (self->forms, selected < lines->len ? selected : 0);
  show_about (self);
}

static void
select_form (XpRubricsPage *self, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (strcmp (((const XpRubricLine *) self->lines->pdata[i])->id, id) == 0)
      xp_cells_view_select (self->forms, i);
}

/* ---- one form ---- */

void
xp_rubrics_page_open (XpRubricsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  if (self->desk == NULL)
    return;
  if (!xp_rubric_editor_open (self->editor, self->desk, id, &error)) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "editor");
  xp_rubric_editor_take_focus (self->editor);
}

static void
made_cb (GtkWidget *page, const char *id)
{
  xp_rubrics_page_open (XP_RUBRICS_PAGE (page), id);
}

static void
leave (XpRubricsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
  show_list (self);
}

static void
left_cb (XpRubricsPage *self)
{
  g_autofree char *id = g_strdup (xp_rubric_editor_get_id (self->editor));
  xp_rubric_editor_close (self->editor);
  leave (self);
  if (id != NULL)
    select_form (self, id);
  gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD);
}

static void
editor_copy_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_copy (GTK_WIDGET (self),
                         self->desk,
                         xp_rubric_editor_get_id (self->editor),
                         made_cb);
}

static void
editor_adjust_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_adjust (GTK_WIDGET (self),
                           self->desk,
                           xp_rubric_editor_get_id (self->editor),
                           made_cb);
}

/* ---- buttons of the list ---- */

static void
selected_cb (XpRubricsPage *self)
{
  show_about (self);
}

static void
open_cb (XpRubricsPage *self)
{
  const XpRubricLine *line = get_line (self);
  g_autofree char *id = line != NULL ? g_strdup (line->id) : NULL;
  if (id != NULL)
    xp_rubrics_page_open (self, id);
}

static void
make_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_new (GTK_WIDGET (self), self->desk, made_cb);
}

static void
copy_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_copy (GTK_WIDGET (self), self->desk, get_line (self)->id, made_cb);
}

static void
adjust_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_adjust (GTK_WIDGET (self), self->desk, get_line (self)->id, made_cb);
}

static void
offer_cb (XpRubricsPage *self)
{
  xp_rubric_dialog_offer (GTK_WIDGET (self), self->desk, get_line (self)->id);
}

static XpRubric *
take_chosen (XpRubricsPage *self, GError **error)
{
  return xp_rubric_work_take (self->desk, get_line (self)->id, error);
}

/* The blank sheet among what is printed: looked at there, printed or saved. */
static void
print_cb (XpRubricsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = take_chosen (self, &error);
  g_autoptr (GBytes) pdf = form != NULL ? xp_printing_render_form (self->desk, form, &error) : NULL;
  g_autofree char *title = form != NULL ? g_strdup_printf (_ ("%s（空白）"), form->name) : NULL;
  if (pdf != NULL)
    xp_window_show_report (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), pdf, title);
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

/* ---- files ---- */

void
xp_rubrics_page_import (XpRubricsPage *self, const char *path)
{
  xp_rubric_dialog_import (GTK_WIDGET (self), self->desk, path, made_cb);
}

bool
xp_rubrics_page_export (XpRubricsPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) form = take_chosen (self, &error);
  if (form == NULL || !xp_rubric_work_export (form, path, &error)) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return false;
  }
  g_autofree char *done = g_strdup_printf (_ ("已经存到 %s"), path);
  xp_page_tell_done (GTK_WIDGET (self), done);
  return true;
}

static void
file_chosen_cb (XpRubricsPage *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  const bool is_saving =
    gtk_file_chooser_get_action (GTK_FILE_CHOOSER (self->chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_clear_object (&self->chooser);
  if (path != NULL && is_saving)
    xp_rubrics_page_export (self, path);
  else if (path != NULL)
    xp_rubrics_page_import (self, path);
}

static void
choose_file (XpRubricsPage *self, GtkFileChooserAction action, const char *name)
{
  const bool is_saving = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (is_saving ? _ ("存在哪里") : _ ("选一张评分表"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               action,
                                               is_saving ? _ ("存") : _ ("打开"),
                                               _ ("取消"));
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
bring_cb (XpRubricsPage *self)
{
  choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, NULL);
}

static void
give_cb (XpRubricsPage *self, GtkWidget *button)
{
  const char *ending = button == self->give_csv ? ".csv" : ".xlsx";
  g_autofree char *name = g_strconcat (get_line (self)->name, ending, NULL);
  g_strdelimit (name, "/\\:*?<>|\"", '-');
  choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, name);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpRubricsPage *self = XP_RUBRICS_PAGE (page);
  const bool is_open = xp_rubric_editor_get_id (self->editor) != NULL;
  g_set_object (&self->desk, desk);
  if (is_open && xp_rubric_editor_refresh (self->editor, desk))
    return;
  leave (self);
}

static void
take_focus (XpPage *page)
{
  XpRubricsPage *self = XP_RUBRICS_PAGE (page);
  if (xp_rubric_editor_get_id (self->editor) != NULL)
    xp_rubric_editor_take_focus (self->editor);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD);
}

static bool
is_busy (XpPage *page)
{
  return xp_rubric_editor_is_busy (XP_RUBRICS_PAGE (page)->editor);
}

static void
xp_rubrics_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
  iface->is_busy = is_busy;
}

static void
xp_rubrics_page_dispose (GObject *object)
{
  XpRubricsPage *self = XP_RUBRICS_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_rubrics_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, forms);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, editor);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, about);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, make);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, open);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, copy);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, adjust);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, bring);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, give);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, give_csv);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, print);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, offer);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, adjust_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, bring_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_adjust_cb);
}

static void
xp_rubrics_page_class_init (XpRubricsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_rubrics_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_RUBRIC_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-rubrics-page.ui");
  bind_template (widget_class);
}

static void
xp_rubrics_page_init (XpRubricsPage *self)
{
  const XpCellsColumn columns[] = {
    {_ ("评分表"), 20, 0},
    {_ ("谁定的"), 9, 0},
    {_ ("版本"), 8, 0},
    {_ ("满分"), 4, 1},
    {_ ("评什么"), 13, 0},
    {_ ("能不能用来开评"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  xp_cells_view_set_activatable (self->forms, true);
  xp_cells_view_set_columns (self->forms, columns, G_N_ELEMENTS (columns), _ ("评分表"));
}
