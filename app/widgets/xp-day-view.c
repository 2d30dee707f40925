#include "xp-day-view.h"

#include "xp-day-work.h"
#include "xp-page.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

struct _XpDayView {
  AdwBin parent_instance;

  AdwClamp *clamp; /* template children: borrowed */
  GtkLabel *village, *round, *sentence;
  GtkButton *next;
  GtkWidget *sample;
  GtkBox *rows;

  XpDayList *day; /* owned */
};

G_DEFINE_FINAL_TYPE (XpDayView, xp_day_view, ADW_TYPE_BIN)

/* Where a button leads. */
typedef struct {
  int64_t round_uid; /* 0 none */
  const char *page;
  const char *document; /* of 打印; NULL none */
  const char *action;   /* of the window, instead of a page; NULL none */
} Way;

static void
go (XpDayView *self, const Way *way)
{
  if (way->round_uid != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-round", "x", way->round_uid);
  if (way->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), way->action, NULL);
  else if (way->document != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print", "s", way->document);
  else
    xp_page_go_to (GTK_WIDGET (self), way->page);
}

/* The first list is asked for at once; there is nothing else to do on that page. */
static Way
way_of_step (const XpDayStep *step)
{
  const bool is_import = strcmp (step->page, "households") == 0;
  return (Way){step->round_uid, step->page, NULL, is_import ? "win.choose-list" : NULL};
}

static void
row_clicked_cb (XpDayView *self, GtkWidget *button)
{
  go (self, g_object_get_data (G_OBJECT (button), "way"));
}

/* One thing to know, and a button that leads to it. */
static void
add_row (XpDayView *self, const char *style, const char *text, const char *label, Way way)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (text), *button = gtk_button_new_with_label (label);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row, "day-row");
  if (style[0] != '\0')
    gtk_widget_add_css_class (row, style);
  g_object_set_data_full (G_OBJECT (button), "way", g_memdup2 (&way, sizeof way), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (row_clicked_cb), self);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->rows, row);
}

static void
add_steps (XpDayView *self)
{
  for (guint i = 1; i < self->day->steps->len; i++) {
    const XpDayStep *step = self->day->steps->pdata[i];
    g_autofree char *text = step->round_name[0] != '\0'
                              ? g_strdup_printf (_ ("%s：%s"), step->round_name, step->sentence)
                              : g_strdup (step->sentence);
    add_row (self, "", text, step->button, way_of_step (step));
  }
}

static void
add_notices (XpDayView *self)
{
  for (guint i = 0; i < self->day->notices->len; i++) {
    const XpDayNotice *notice = self->day->notices->pdata[i];
    g_autofree char *text = g_strdup_printf (_ ("%s：%s"), notice->round_name, notice->sentence);
    add_row (self, "", text, _ ("去看"), (Way){notice->round_uid, "result", NULL, NULL});
  }
  for (guint i = 0; i < self->day->objections->len; i++) {
    const XpDayObjection *objection = self->day->objections->pdata[i];
    add_row (self,
             objection->is_late ? "late" : "",
             objection->sentence,
             _ ("去答复"),
             (Way){objection->round_uid, "result", NULL, NULL});
  }
}

/* All groups of a round in one line: “一社2户、三社4户还没碰上人”. */
static void
add_not_met (XpDayView *self)
{
  for (guint i = 0; i < self->day->not_met->len;) {
    const XpDayNotMet *first = self->day->not_met->pdata[i];
    g_autoptr (GString) text = g_string_new (NULL);
    for (; i < self->day->not_met->len; i++) {
      const XpDayNotMet *group = self->day->not_met->pdata[i];
      if (group->round_uid != first->round_uid)
        break;
      g_string_append (text, text->len > 0 ? _ ("、") : "");
      g_string_append_printf (text, _ ("%s%d户"), group->group, group->n);
    }
    g_autofree char *sentence = g_strdup_printf (_ ("%s还没碰上人，要再去一次。"), text->str);
    add_row (self,
             "",
             sentence,
             _ ("印补访名单"),
             (Way){first->round_uid, "print", "revisit-list", NULL});
  }
}

static void
add_revisits (XpDayView *self)
{
  for (guint i = 0; i < self->day->revisits->len; i++) {
    const XpDayRevisit *revisit = self->day->revisits->pdata[i];
    add_row (self,
             revisit->is_late ? "late" : "",
             revisit->sentence,
             _ ("去看评议"),
             (Way){0, "deliberation", NULL, NULL});
  }
}

void
xp_day_view_show (XpDayView *self, XpDesk *desk, bool is_sample)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  g_clear_pointer (&self->day, xp_day_list_free);
  self->day = xp_day_work_list (desk, &error);
  if (self->day == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  const XpDayStep *first = self->day->steps->pdata[0];
  gtk_label_set_label (self->village, xp_desk_get_village (desk)->name);
  gtk_widget_set_visible (self->sample, is_sample);
  gtk_label_set_label (self->round, first->round_name);
  gtk_widget_set_visible (GTK_WIDGET (self->round), first->round_name[0] != '\0');
  gtk_label_set_label (self->sentence, first->sentence);
  gtk_button_set_label (self->next, first->button);
  add_steps (self);
  add_notices (self);
  add_not_met (self);
  add_revisits (self);
  add_row (self,
           self->day->is_backup_due ? "due" : "",
           self->day->backup,
           _ ("去备份"),
           (Way){0, "backup", NULL, NULL});
  if (xp_desk_get_is_reader (desk)) /* nobody types here */
    return;
  add_row (self,
           "",
           self->day->who,
           xp_desk_get_who (desk)[0] != '\0' ? _ ("换人") : _ ("写上姓名"),
           (Way){.action = "win.ask-who"});
}

static void
next_cb (XpDayView *self)
{
  const Way way = way_of_step (self->day->steps->pdata[0]);
  go (self, &way);
}

static void
xp_day_view_dispose (GObject *object)
{
  g_clear_pointer (&XP_DAY_VIEW (object)->day, xp_day_list_free);
  G_OBJECT_CLASS (xp_day_view_parent_class)->dispose (object);
}

static void
xp_day_view_class_init (XpDayViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_day_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-day-view.ui");
  gtk_widget_class_bind_template_child (widget_class, XpDayView, clamp);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, village);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, round);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, sentence);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, next);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, sample);
  gtk_widget_class_bind_template_child (widget_class, XpDayView, rows);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
xp_day_view_init (XpDayView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_text_scale_follow_clamp (self->clamp);
}
