#include "xp-candidates.h"

#include "xp-candidate-work.h"
#include "xp-cells-view.h"
#include "xp-household-forms.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const char FORM[] = "jingba-xifu";

struct _XpCandidates {
  AdwBin parent_instance;

  GtkSearchEntry *search; /* template children: borrowed */
  GtkLabel *count;
  XpCellsView *list;

  XpDesk *desk;          /* owned */
  GPtrArray *candidates; /* of XpCandidate; owned */
  GArray *shown;         /* of guint: which of them stand in the list */
};

G_DEFINE_FINAL_TYPE (XpCandidates, xp_candidates, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
add_candidate (XpCandidates *self, guint i)
{
  const XpCandidate *candidate = self->candidates->pdata[i];
  const XpPersonLine *person = candidate->person;
  g_autofree char *number = g_strdup_printf ("%d-%d", person->household_number, person->number);
  g_autofree char *home = g_strdup_printf (_ ("%s %s家"), person->group, person->head);
  const char *naming = strcmp (person->naming, "agreed") == 0    ? _ ("同意名字上榜")
                       : strcmp (person->naming, "refused") == 0 ? _ ("名字不上榜")
                                                                 : _ ("还没问名字上不上榜");
  xp_cells_view_add (self->list,
                     candidate->is_offered ? "" : "left-out",
                     number,
                     person->name,
                     home,
                     candidate->is_offered ? _ ("能参评") : _ ("还不能"),
                     candidate->is_offered ? naming : candidate->reason,
                     NULL);
  g_array_append_val (self->shown, i);
}

static void
show_list (XpCandidates *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n_offered = 0;
  g_array_set_size (self->shown, 0);
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->candidates->len; i++) {
    const XpCandidate *candidate = self->candidates->pdata[i];
    n_offered += candidate->is_offered;
    if (xp_candidate_matches (candidate, query))
      add_candidate (self, i);
  }
  xp_cells_view_end (self->list);
  g_autofree char *count =
    self->candidates->len > 0
      ? g_strdup_printf (_ ("能参评的%u人。只从“干净人家”里评；选中一个人按回车，"
                            "可以补性别、写上本人愿不愿意名字上榜。"),
                         n_offered)
      : g_strdup (_ ("还没有写家里有谁。到“农户”里打开一户，把人写上；"
                     "或者导入一人一行的名单。"));
  gtk_label_set_label (self->count, count);
}

static void
search_changed_cb (XpCandidates *self)
{
  if (self->desk != NULL)
    show_list (self);
}

void
xp_candidates_show (XpCandidates *self, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = desk != NULL ? xp_candidate_work_list (desk, FORM, &error) : NULL;
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  if (self->candidates == NULL)
    self->candidates = g_ptr_array_new ();
  show_list (self);
}

static void
line_activated_cb (XpCandidates *self, guint index)
{
  const XpCandidate *candidate = self->candidates->pdata[g_array_index (self->shown, guint, index)];
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHouseholdCard) card =
    xp_household_work_load (self->desk, candidate->person->household_uid, &error);
  if (card == NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  else
    xp_household_form_person (GTK_WIDGET (self), self->desk, card, candidate->person->uid);
}

static void
back_cb (XpCandidates *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
xp_candidates_dispose (GObject *object)
{
  XpCandidates *self = XP_CANDIDATES (object);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_candidates_parent_class)->dispose (object);
}

static void
xp_candidates_class_init (XpCandidatesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_candidates_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_CANDIDATES,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-candidates.ui");
  gtk_widget_class_bind_template_child (widget_class, XpCandidates, search);
  gtk_widget_class_bind_template_child (widget_class, XpCandidates, count);
  gtk_widget_class_bind_template_child (widget_class, XpCandidates, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
xp_candidates_init (XpCandidates *self)
{
  const XpCellsColumn columns[] = {
    {_ ("编号"), 7, 1},
    {_ ("姓名"), 8, 0},
    {_ ("谁家"), 16, 0},
    {_ ("能不能"), 7, 0},
    {_ ("说明"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->candidates = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("能参评的和还不能的"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (line_activated_cb), self);
}
