#include "xp-rubrics-page.h"

#include "xp-cells-view.h"
#include "xp-mark.h"
#include "xp-rubric-work.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpRubricsPage {
  AdwBin parent_instance;

  XpCellsView *forms, *items; /* template children: borrowed */
  GtkLabel *title, *about, *unready;

  XpDesk *desk;     /* owned */
  GPtrArray *lines; /* of XpRubricLine; owned */
};

static void xp_rubrics_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpRubricsPage,
                               xp_rubrics_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_rubrics_page_page_init))

/* ---- one form ---- */

/* “每处扣1分”, “0到8分，每0.5分一档”, “是或否”; else how the mode is called. */
static char *
tell_points (const XpItem *item)
{
  g_autofree char *points = xp_points_to_text (item->points_hundredths);
  g_autofree char *most = xp_points_to_text (item->max_hundredths);
  g_autofree char *step = xp_points_to_text (item->step_hundredths);
  const char *unit = item->unit[0] != '\0' ? item->unit : C_ ("几处", "处");
  switch (item->mode) {
  case XP_MODE_DEDUCT:
    return g_strdup_printf (_ ("每%s扣%s分"), unit, points);
  case XP_MODE_ADD:
    return g_strdup_printf (_ ("每%s加%s分"), unit, points);
  case XP_MODE_SCORE:
    return g_strdup_printf (_ ("0到%s分，每%s分一档"), most, step);
  case XP_MODE_GATE:
  case XP_MODE_VETO:
    return g_strdup_printf (_ ("%s：是或否"), xp_mode_get_word (item->mode));
  case XP_MODE_TIER:
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_MODE_STAR:
  case XP_MODE_CHECK:
  case XP_MODE_GRADE:
  case XP_MODE_PAIR:
  case XP_MODE_VOTE:
  case XP_N_MODES:
  default:
    return g_strconcat (xp_mode_get_word (item->mode),
                        item->points_text != NULL && item->points_text[0] != '\0' ? _ ("：") : "",
                        item->points_text,
                        NULL);
  }
}

static void
add_item (XpRubricsPage *self, const XpItem *item, const char *section)
{
  g_autofree char *points = tell_points (item);
  g_autofree char *most = xp_mode_has_full_mark (item->mode) && item->max_hundredths > 0
                            ? xp_points_to_text (item->max_hundredths)
                            : g_strdup ("");
  g_autofree char *what = item->criterion != NULL && item->criterion[0] != '\0'
                            ? g_strdup_printf ("%s\n%s", item->name, item->criterion)
                            : g_strdup (item->name);
  xp_cells_view_add (self->items, "", section, item->no, what, points, most, NULL);
}

static char *
tell_award (const XpRubric *rubric)
{
  const XpAward *award = &rubric->award;
  g_autofree char *full = xp_points_to_text (rubric->full_mark_hundredths);
  GString *text = g_string_new (NULL);
  g_string_printf (text, _ ("共%zu项，满分%s分"), rubric->n_items, full);
  if (rubric->version_text != NULL)
    g_string_append_printf (text, _ ("，%s"), rubric->version_text);
  g_string_append (text, _ ("。"));
  if (!rubric->has_award)
    return g_string_free (text, FALSE);
  if (award->title != NULL)
    g_string_append_printf (text, _ ("评的是“%s”"), award->title);
  for (size_t i = 0; i < award->n_grades; i++) {
    g_autofree char *from = xp_points_to_text (award->grades[i].from_hundredths);
    g_string_append_printf (text, _ ("，%s分以上“%s”"), from, award->grades[i].word);
  }
  g_string_append (text, _ ("。"));
  g_autofree char *ties = g_strjoinv (_ ("、"), award->ties);
  if (ties[0] != '\0')
    g_string_append_printf (text, _ ("同分依次看：%s。"), ties);
  return g_string_free (text, FALSE);
}

static void
show_form (XpRubricsPage *self, const XpRubricLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) rubric = self->desk != NULL
                                  ? xp_rubric_work_take (self->desk, line->id, &error)
                                  : xp_rubric_work_read (line->id, NULL, &error);
  if (rubric == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_autofree char *about = tell_award (rubric);
  gtk_label_set_label (self->title, rubric->name);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->unready, line->unready != NULL ? line->unready : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unready), line->unready != NULL);
  xp_cells_view_begin (self->items);
  const char *section = "";
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    add_item (self, item, strcmp (section, item->section) != 0 ? item->section : "");
    section = item->section;
  }
  xp_cells_view_end (self->items);
}

static void
form_selected_cb (XpRubricsPage *self, guint index)
{
  if (index < self->lines->len)
    show_form (self, self->lines->pdata[index]);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpRubricsPage *self = XP_RUBRICS_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_set_object (&self->desk, desk);
  GPtrArray *lines = desk != NULL ? xp_rubric_work_list_at_hand (desk, &error)
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
    xp_cells_view_add (self->forms, "", ((const XpRubricLine *) lines->pdata[i])->name, NULL);
  xp_cells_view_end (self->forms);
  const guint index = selected < lines->len ? selected : 0;
  xp_cells_view_select (self->forms, index);
  form_selected_cb (self, index);
}

static void
xp_rubrics_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
}

static void
xp_rubrics_page_dispose (GObject *object)
{
  XpRubricsPage *self = XP_RUBRICS_PAGE (object);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_rubrics_page_parent_class)->dispose (object);
}

static void
xp_rubrics_page_class_init (XpRubricsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_rubrics_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-rubrics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, forms);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, items);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, title);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, about);
  gtk_widget_class_bind_template_child (widget_class, XpRubricsPage, unready);
}

static void
xp_rubrics_page_init (XpRubricsPage *self)
{
  const XpCellsColumn forms[] = {{NULL, 0, 0, true}};
  const XpCellsColumn items[] = {
    {_ ("大项"), 8, 0, true},
    {_ ("项"), 4, 0, false},
    {_ ("内容"), 0, 0, true},
    {_ ("怎么算"), 16, 0, true},
    {_ ("满分"), 5, 1, false},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  xp_cells_view_set_activatable (self->forms, true);
  xp_cells_view_set_columns (self->forms, forms, G_N_ELEMENTS (forms), _ ("评分表"));
  xp_cells_view_set_columns (self->items, items, G_N_ELEMENTS (items), _ ("评分项"));
  g_signal_connect_swapped (self->forms, "selected", G_CALLBACK (form_selected_cb), self);
}
