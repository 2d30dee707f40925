#include "xp-deliberation-page.h"

#include "xp-cells-view.h"
#include "xp-deliberation-forms.h"
#include "xp-printing.h"
#include "xp-window.h"

#include <glib/gi18n.h>

struct _XpDeliberationPage {
  AdwBin parent_instance;

  GtkWidget *add, *buttons, *found, *close; /* template children: borrowed */
  XpCellsView *list;

  XpDesk *desk; /* owned */
  int64_t round_uid;
  GPtrArray *lines; /* of XpDeliberationLine; owned */
};

static void xp_deliberation_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpDeliberationPage,
                               xp_deliberation_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_deliberation_page_page_init))

static const XpDeliberationLine *
get_line (XpDeliberationPage *self)
{
  const guint chosen = xp_cells_view_get_selected (self->list);
  return self->lines != NULL && chosen < self->lines->len ? self->lines->pdata[chosen] : NULL;
}

/* ---- the list ---- */

static void
show_buttons (XpDeliberationPage *self)
{
  const XpDeliberationLine *line = get_line (self);
  const bool is_closed = line == NULL || line->closed_on[0] != '\0';
  /* Each by itself: a screen reader is not told of the box around them. */
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_sensitive (button, line != NULL);
  gtk_widget_set_sensitive (self->found, line != NULL && !is_closed);
  gtk_widget_set_sensitive (self->close, line != NULL && !is_closed);
}

static void
show_lines (XpDeliberationPage *self)
{
  xp_cells_view_begin (self->list);
  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++) {
    const XpDeliberationLine *line = self->lines->pdata[i];
    xp_cells_view_add (self->list,
                       line->is_open ? "" : "left-out",
                       line->on_day,
                       xp_deliberation_mode_get_word (line->mode),
                       line->who,
                       line->follower,
                       line->state,
                       NULL);
  }
  xp_cells_view_end (self->list);
  if (self->lines != NULL && self->lines->len > 0 && get_line (self) == NULL)
    xp_cells_view_select (self->list, 0);
  gtk_widget_set_sensitive (self->add, self->desk != NULL && !xp_desk_get_is_reader (self->desk));
  show_buttons (self);
}

/* ---- keys ---- */

static void
add_cb (XpDeliberationPage *self)
{
  if (self->desk != NULL)
    xp_deliberation_form_put (GTK_WIDGET (self), self->desk, self->round_uid, NULL);
}

static void
ask (XpDeliberationPage *self,
     void (*form) (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line))
{
  const XpDeliberationLine *line = get_line (self);
  if (line != NULL)
    form (GTK_WIDGET (self), self->desk, line);
}

static void
show_cb (XpDeliberationPage *self)
{
  ask (self, xp_deliberation_form_show);
}

static void
found_cb (XpDeliberationPage *self)
{
  ask (self, xp_deliberation_form_found);
}

static void
close_cb (XpDeliberationPage *self)
{
  ask (self, xp_deliberation_form_close);
}

static void
line_cb (XpDeliberationPage *self, guint line)
{
  show_cb (self);
}

static void
selected_cb (XpDeliberationPage *self, guint line)
{
  show_buttons (self);
}

static void
print_cb (XpDeliberationPage *self)
{
  const XpDeliberationLine *line = get_line (self);
  if (line == NULL)
    return;
  const XpPrintOptions options = {.deliberation_uid = line->uid};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf =
    xp_printing_render (self->desk, "deliberation", 0, &options, NULL, NULL, &error);
  if (pdf == NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  else
    xp_window_show_report (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           pdf,
                           _ ("评议记录"));
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpDeliberationPage *self = XP_DELIBERATION_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_set_object (&self->desk, desk);
  self->round_uid = round_uid;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  if (desk != NULL)
    self->lines = xp_deliberation_work_list (desk, 0, &error);
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  show_lines (self);
}

static void
take_focus (XpPage *page)
{
  XpDeliberationPage *self = XP_DELIBERATION_PAGE (page);
  if (self->lines == NULL || self->lines->len == 0)
    gtk_widget_grab_focus (self->add);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
xp_deliberation_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_deliberation_page_dispose (GObject *object)
{
  XpDeliberationPage *self = XP_DELIBERATION_PAGE (object);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_deliberation_page_parent_class)->dispose (object);
}

static void
xp_deliberation_page_class_init (XpDeliberationPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_deliberation_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/pages/xp-deliberation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpDeliberationPage, add);
  gtk_widget_class_bind_template_child (widget_class, XpDeliberationPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, XpDeliberationPage, found);
  gtk_widget_class_bind_template_child (widget_class, XpDeliberationPage, close);
  gtk_widget_class_bind_template_child (widget_class, XpDeliberationPage, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
xp_deliberation_page_init (XpDeliberationPage *self)
{
  const XpCellsColumn columns[] = {
    {_ ("哪天"), 11, 0},
    {_ ("哪一种"), 9, 0},
    {_ ("哪一户"), 13, 0},
    {_ ("谁跟着看"), 9, 0},
    {_ ("现在"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("评议记录"));
}
