#include "xp-taking-list.h"

#include "xp-cells-view.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpTakingList {
  AdwBin parent_instance;

  GtkLabel *title, *count, *hint; /* parts: borrowed from the widget tree */
  XpCellsView *list;

  XpDesk *desk;            /* owned; NULL until it begins */
  char *rubric_id;         /* owned */
  XpRoundPreview *preview; /* owned; NULL: nobody can be listed */
  GHashTable *put_up;      /* numbers of persons → title, "" of the only one */
  GHashTable *withheld;    /* numbers */
};

G_DEFINE_FINAL_TYPE (XpTakingList, xp_taking_list, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what was chosen ---- */

bool
xp_taking_list_is_of_persons (XpTakingList *self)
{
  return self->preview != NULL && strcmp (self->preview->counted, "人") == 0;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
xp_taking_list_dup_withheld (XpTakingList *self)
{
  GPtrArray *words = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer number = NULL;
  g_hash_table_iter_init (&iter, self->withheld);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_ptr_array_add (words, g_strdup (number));
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* In the order of the list, so that the same choice opens the same round. */
char **
xp_taking_list_dup_entrants (XpTakingList *self)
{
  if (!xp_taking_list_is_of_persons (self))
    return NULL;
  GPtrArray *words = g_ptr_array_new ();
  for (guint i = 0; i < self->preview->parts->len; i++) {
    const XpRoundPart *part = self->preview->parts->pdata[i];
    const char *list = g_hash_table_lookup (self->put_up, part->number);
    if (list != NULL)
      g_ptr_array_add (words,
                       list[0] != '\0' ? g_strconcat (part->number, "=", list, NULL)
                                       : g_strdup (part->number));
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* ---- the list ---- */

XpRoundPreview *
xp_taking_list_get_preview (XpTakingList *self)
{
  return self->preview;
}

static void
add_part (XpTakingList *self, const XpRoundPart *part)
{
  const bool is_in = part->taking == XP_TAKING_PART || part->taking == XP_TAKING_WITHHELD;
  g_autofree char *word =
    part->list[0] != '\0' ? g_strdup_printf (_ ("参评%s"), part->list) : g_strdup (part->word);
  xp_cells_view_add (self->list,
                     is_in ? "" : "left-out",
                     part->number,
                     part->who,
                     word,
                     part->reason != NULL ? part->reason : "",
                     NULL);
}

static const char *
get_hint (XpTakingList *self)
{
  if (!xp_taking_list_is_of_persons (self))
    return _ ("选中一户按回车，改成“参评，不挂牌”或改回来。说明只在这里看，不上墙、不印。");
  if (self->preview->parts->len == 0)
    return _ ("还没有写家里有谁。到“农户”里打开一户，把人写上；"
              "或者导入一人一行的名单。");
  return self->preview->titles[0] != NULL
           ? _ ("选中一个人按回车，轮着换评哪一个称号、不评。说明只在这里看，不上墙、不印。")
           : _ ("选中一个人按回车，让她参评或不参评。说明只在这里看，不上墙、不印。");
}

static void
show (XpTakingList *self)
{
  xp_cells_view_begin (self->list);
  for (guint i = 0; self->preview != NULL && i < self->preview->parts->len; i++)
    add_part (self, self->preview->parts->pdata[i]);
  xp_cells_view_end (self->list);
  g_autofree char *count =
    self->preview != NULL ? xp_round_preview_dup_count (self->preview) : g_strdup ("");
  gtk_label_set_label (self->title,
                       xp_taking_list_is_of_persons (self) ? _ ("参评的人") : _ ("参评的户"));
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->hint, self->preview != NULL ? get_hint (self) : "");
}

/* With what was chosen; without a choice yet as the form has it. */
static bool
read_preview (XpTakingList *self, bool is_chosen)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) entrants = is_chosen ? xp_taking_list_dup_entrants (self) : NULL;
  g_auto (GStrv) withheld = xp_taking_list_dup_withheld (self);
  const XpRoundSpec spec = {.rubric_id = self->rubric_id,
                            .entrants = (const char *const *) entrants,
                            .withheld = (const char *const *) withheld};
  XpRoundPreview *preview = xp_round_preview_new (self->desk, &spec, &error);
  if (preview == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return false;
  }
  g_clear_pointer (&self->preview, xp_round_preview_free);
  self->preview = preview;
  return true;
}

static void
take_first_choice (XpTakingList *self)
{
  for (guint i = 0; i < self->preview->parts->len; i++) {
    const XpRoundPart *part = self->preview->parts->pdata[i];
    if (part->person_uid > 0 && part->taking < XP_TAKING_NOT_PUT)
      g_hash_table_insert (self->put_up, g_strdup (part->number), g_strdup (part->list));
  }
}

bool
xp_taking_list_begin (XpTakingList *self, XpDesk *desk, const char *rubric_id)
{
  g_set_object (&self->desk, desk);
  g_free (self->rubric_id);
  self->rubric_id = g_strdup (rubric_id);
  g_hash_table_remove_all (self->put_up);
  g_hash_table_remove_all (self->withheld);
  g_clear_pointer (&self->preview, xp_round_preview_free);
  const bool is_read = read_preview (self, false);
  if (is_read)
    take_first_choice (self);
  show (self);
  return is_read;
}

void
xp_taking_list_refresh (XpTakingList *self)
{
  if (self->preview != NULL && read_preview (self, true))
    show (self);
}

/* ---- changing a line ---- */

/* The next title; NULL: none any more. */
static const char *
next_title (XpTakingList *self, const char *title)
{
  char **titles = self->preview->titles;
  if (titles[0] == NULL)
    return title == NULL ? "" : NULL;
  for (size_t i = 0; title != NULL && titles[i] != NULL; i++)
    if (strcmp (titles[i], title) == 0)
      return titles[i + 1];
  return titles[0];
}

static void
put_up_next (XpTakingList *self, const char *number)
{
  const char *title = next_title (self, g_hash_table_lookup (self->put_up, number));
  if (title != NULL)
    g_hash_table_insert (self->put_up, g_strdup (number), g_strdup (title));
  else
    g_hash_table_remove (self->put_up, number);
}

static bool
can_change (const XpRoundPart *part)
{
  return part->person_uid > 0
           ? part->taking != XP_TAKING_NOT
           : part->taking == XP_TAKING_PART || part->taking == XP_TAKING_WITHHELD;
}

static void
line_activated_cb (XpTakingList *self, guint index)
{
  const XpRoundPart *part = self->preview->parts->pdata[index];
  if (!can_change (part)) { /* its line says why */
    gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  g_autofree char *number = g_strdup (part->number);
  if (part->person_uid > 0)
    put_up_next (self, number);
  else if (!g_hash_table_remove (self->withheld, number))
    g_hash_table_add (self->withheld, g_strdup (number));
  if (read_preview (self, true)) {
    show (self);
    g_signal_emit (self, signals[CHANGED], 0);
  }
}

/* ---- the widget ---- */

static void
xp_taking_list_dispose (GObject *object)
{
  XpTakingList *self = XP_TAKING_LIST (object);
  g_clear_pointer (&self->preview, xp_round_preview_free);
  g_clear_pointer (&self->put_up, g_hash_table_unref);
  g_clear_pointer (&self->withheld, g_hash_table_unref);
  g_clear_pointer (&self->rubric_id, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_taking_list_parent_class)->dispose (object);
}

static void
xp_taking_list_class_init (XpTakingListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_taking_list_dispose;
  signals[CHANGED] = g_signal_new ("changed",
                                   XP_TYPE_TAKING_LIST,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
xp_taking_list_init (XpTakingList *self)
{
  const XpCellsColumn columns[] = {
    {_ ("编号"), 7, 1},
    {_ ("参评的"), 30, 0},
    {_ ("参不参评"), 12, 0},
    {_ ("说明"), 0, 0},
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->put_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->withheld = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->title = add_label (box, "page-title");
  self->count = add_label (box, NULL);
  self->hint = add_label (box, "dim-label");
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, "vexpand", TRUE, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("参评的"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (line_activated_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}
