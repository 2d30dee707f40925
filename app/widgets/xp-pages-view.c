#include "xp-pages-view.h"

#include "xp-wrap-box.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* Of a small picture, in pixels. */
static const int THUMB_PX = 96;
/* Sizes that 大 and 小 go through. */
static const int PERCENTS[] = {25, 33, 50, 67, 80, 100, 125, 150, 200, 300};

struct _XpPagesView {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  XpSheetCanvas *canvas, *thumbs;
  GtkWidget *tools, *strip, *small_ones, *two_up, *smaller, *larger, *fitting, *back, *forth;
  GtkLabel *percent, *n_pages, *working;
  GtkEntry *page;
  AdwStatusPage *obstacle;
  GtkProgressBar *progress;

  GBytes *pdf;    /* owned; NULL: nothing is shown */
  int width_px;   /* of a page as it was asked for; 0 */
  bool has_tools;
};

enum {
  STOP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpPagesView, xp_pages_view, ADW_TYPE_BIN)

/* ---- the tools ---- */

static int
find_step (int percent, int direction)
{
  const int n = (int) G_N_ELEMENTS (PERCENTS);
  int at = direction > 0 ? 0 : n - 1;
  while (at >= 0 && at < n && (PERCENTS[at] - percent) * direction <= 0)
    at += direction;
  return PERCENTS[CLAMP (at, 0, n - 1)];
}

static void
zoom (XpPagesView *self, int direction)
{
  const int percent = xp_sheet_canvas_get_percent (self->canvas);
  const int next = find_step (percent, direction);
  if (percent > 0 && (next - percent) * direction > 0)
    xp_sheet_canvas_set_percent (self->canvas, next);
}

static void
smaller_cb (XpPagesView *self)
{
  zoom (self, -1);
}

static void
larger_cb (XpPagesView *self)
{
  zoom (self, 1);
}

static void
fitting_cb (XpPagesView *self)
{
  xp_sheet_canvas_set_page_width (self->canvas, self->width_px);
}

static void
two_up_cb (XpPagesView *self)
{
  const bool is_two = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->two_up));
  xp_sheet_canvas_set_n_columns (self->canvas, is_two ? 2 : 1);
  xp_sheet_canvas_set_page_width (self->canvas, self->width_px);
}

/* Drawn only where somebody looks at them. */
static void
show_thumbs (XpPagesView *self)
{
  const bool is_wanted = self->has_tools &&
                         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->small_ones));
  gtk_widget_set_visible (self->strip, is_wanted);
  xp_sheet_canvas_show (self->thumbs, is_wanted ? self->pdf : NULL);
  xp_sheet_canvas_mark (self->thumbs, xp_sheet_canvas_get_page (self->canvas));
}

static void
small_ones_cb (XpPagesView *self)
{
  show_thumbs (self);
}

static void
thumb_pressed_cb (XpPagesView *self, int page)
{
  xp_sheet_canvas_go_to (self->canvas, page);
}

static void
back_cb (XpPagesView *self)
{
  xp_sheet_canvas_go_to (self->canvas, xp_sheet_canvas_get_page (self->canvas) - 1);
}

static void
forth_cb (XpPagesView *self)
{
  xp_sheet_canvas_go_to (self->canvas, xp_sheet_canvas_get_page (self->canvas) + 1);
}

static void
page_cb (XpPagesView *self)
{
  const int page = atoi (gtk_editable_get_text (GTK_EDITABLE (self->page)));
  if (page > 0)
    xp_sheet_canvas_go_to (self->canvas, page - 1);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
turned_cb (XpPagesView *self)
{
  const int n = xp_sheet_canvas_get_n_pages (self->canvas);
  const int page = xp_sheet_canvas_get_page (self->canvas);
  const int percent = xp_sheet_canvas_get_percent (self->canvas);
  g_autofree char *number = n > 0 ? g_strdup_printf ("%d", page + 1) : g_strdup ("");
  g_autofree char *all = n > 0 ? g_strdup_printf (_ ("共%d页"), n) : g_strdup ("");
  g_autofree char *size = n > 0 ? g_strdup_printf ("%d%%", percent) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self->page), number);
  gtk_label_set_label (self->n_pages, all);
  gtk_label_set_label (self->percent, size);
  gtk_widget_set_sensitive (self->back, n > 0 && page > 0);
  gtk_widget_set_sensitive (self->forth, n > 0 && page < n - 1);
  gtk_widget_set_sensitive (self->smaller, n > 0 && percent > PERCENTS[0]);
  gtk_widget_set_sensitive (self->larger,
                            n > 0 && percent < PERCENTS[G_N_ELEMENTS (PERCENTS) - 1]);
  gtk_widget_set_sensitive (self->two_up, n > 1);
  gtk_widget_set_sensitive (self->small_ones, n > 1);
  xp_sheet_canvas_mark (self->thumbs, page);
}

bool
xp_pages_view_take_key (XpPagesView *self, guint keyval, GdkModifierType state)
{
  if ((state & GDK_CONTROL_MASK) == 0 || self->pdf == NULL)
    return false;
  if (keyval == GDK_KEY_plus || keyval == GDK_KEY_equal || keyval == GDK_KEY_KP_Add)
    larger_cb (self);
  else if (keyval == GDK_KEY_minus || keyval == GDK_KEY_KP_Subtract)
    smaller_cb (self);
  else if (keyval == GDK_KEY_0 || keyval == GDK_KEY_KP_0)
    fitting_cb (self);
  else
    return false;
  return true;
}

/* ---- what is shown ---- */

void
xp_pages_view_set_has_tools (XpPagesView *self, bool has_tools)
{
  self->has_tools = has_tools;
  gtk_widget_set_visible (self->tools, has_tools && self->pdf != NULL);
}

void
xp_pages_view_set_page_width (XpPagesView *self, int width_px)
{
  self->width_px = width_px;
  xp_sheet_canvas_set_page_width (self->canvas, width_px);
}

XpSheetCanvas *
xp_pages_view_get_canvas (XpPagesView *self)
{
  return self->canvas;
}

static void
show_page (XpPagesView *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->tools, self->has_tools && self->pdf != NULL);
}

void
xp_pages_view_show (XpPagesView *self, GBytes *pdf)
{
  g_autoptr (GBytes) before = g_steal_pointer (&self->pdf);
  self->pdf = pdf != NULL ? g_bytes_ref (pdf) : NULL;
  xp_sheet_canvas_show (self->canvas, pdf);
  show_thumbs (self);
  show_page (self, "pages");
}

void
xp_pages_view_show_obstacle (XpPagesView *self, const char *title, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  xp_pages_view_show (self, NULL);
  adw_status_page_set_title (self->obstacle, title);
  adw_status_page_set_description (self->obstacle, markup);
  show_page (self, "obstacle");
}

void
xp_pages_view_show_progress (XpPagesView *self, size_t n_done, size_t n_total)
{
  g_autofree char *text = n_done > 0 ? g_strdup_printf (_ ("正在排版，已排%zu张"), n_done)
                                     : g_strdup (_ ("正在排版…"));
  gtk_label_set_label (self->working, text);
  if (n_total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) n_done / (double) n_total);
  else
    gtk_progress_bar_pulse (self->progress);
  xp_pages_view_show (self, NULL);
  show_page (self, "progress");
}

static void
stop_cb (XpPagesView *self)
{
  g_signal_emit (self, signals[STOP], 0);
}

/* ---- the widget ---- */

static void
xp_pages_view_dispose (GObject *object)
{
  XpPagesView *self = XP_PAGES_VIEW (object);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  G_OBJECT_CLASS (xp_pages_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, XpPagesView, stack);
  gtk_widget_class_bind_template_child (class, XpPagesView, canvas);
  gtk_widget_class_bind_template_child (class, XpPagesView, thumbs);
  gtk_widget_class_bind_template_child (class, XpPagesView, tools);
  gtk_widget_class_bind_template_child (class, XpPagesView, strip);
  gtk_widget_class_bind_template_child (class, XpPagesView, small_ones);
  gtk_widget_class_bind_template_child (class, XpPagesView, two_up);
  gtk_widget_class_bind_template_child (class, XpPagesView, smaller);
  gtk_widget_class_bind_template_child (class, XpPagesView, larger);
  gtk_widget_class_bind_template_child (class, XpPagesView, fitting);
  gtk_widget_class_bind_template_child (class, XpPagesView, back);
  gtk_widget_class_bind_template_child (class, XpPagesView, forth);
  gtk_widget_class_bind_template_child (class, XpPagesView, percent);
  gtk_widget_class_bind_template_child (class, XpPagesView, n_pages);
  gtk_widget_class_bind_template_child (class, XpPagesView, working);
  gtk_widget_class_bind_template_child (class, XpPagesView, page);
  gtk_widget_class_bind_template_child (class, XpPagesView, obstacle);
  gtk_widget_class_bind_template_child (class, XpPagesView, progress);
}

static void
xp_pages_view_class_init (XpPagesViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_pages_view_dispose;
  g_type_ensure (XP_TYPE_SHEET_CANVAS);
  g_type_ensure (XP_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-pages-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, small_ones_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, smaller_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_bind_template_callback (widget_class, fitting_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, forth_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  signals[STOP] = g_signal_new ("stop",
                                XP_TYPE_PAGES_VIEW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
}

static void
xp_pages_view_init (XpPagesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_sheet_canvas_set_has_numbers (self->thumbs, true);
  xp_sheet_canvas_set_page_width (self->thumbs, THUMB_PX);
}
