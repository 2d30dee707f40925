#include "xp-entrant-list.h"

struct _XpEntrantItem {
  GObject parent_instance;
  int no;
};

G_DEFINE_FINAL_TYPE (XpEntrantItem, xp_entrant_item, G_TYPE_OBJECT)

static void
xp_entrant_item_class_init (XpEntrantItemClass *class)
{
}

static void
xp_entrant_item_init (XpEntrantItem *self)
{
}

int
xp_entrant_item_get_no (XpEntrantItem *self)
{
  return self->no;
}

struct _XpEntrantList {
  GObject parent_instance;
  int n_entrants;
  int *shown; /* NULL: all */
  size_t n_shown;
};

static guint
get_n_items (GListModel *model)
{
  XpEntrantList *self = XP_ENTRANT_LIST (model);
  return self->shown != NULL ? (guint) self->n_shown : (guint) self->n_entrants;
}

static gpointer
get_item (GListModel *model, guint position)
{
  XpEntrantList *self = XP_ENTRANT_LIST (model);
  if (position >= get_n_items (model))
    return NULL;
  XpEntrantItem *item = g_object_new (XP_TYPE_ENTRANT_ITEM, NULL);
  item->no = self->shown != NULL ? self->shown[position] : (int) position + 1;
  return item;
}

static GType
get_item_type (GListModel *model)
{
  return XP_TYPE_ENTRANT_ITEM;
}

static void
init_model (GListModelInterface *interface)
{
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
  interface->get_item_type = get_item_type;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (XpEntrantList,
                               xp_entrant_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
xp_entrant_list_finalize (GObject *object)
{
  g_free (XP_ENTRANT_LIST (object)->shown);
  G_OBJECT_CLASS (xp_entrant_list_parent_class)->finalize (object);
}

static void
xp_entrant_list_class_init (XpEntrantListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_entrant_list_finalize;
}

static void
xp_entrant_list_init (XpEntrantList *self)
{
}

XpEntrantList *
xp_entrant_list_new (int n_entrants)
{
  XpEntrantList *self = g_object_new (XP_TYPE_ENTRANT_LIST, NULL);
  self->n_entrants = n_entrants;
  return self;
}

void
xp_entrant_list_filter (XpEntrantList *self, int *entrant_nos, size_t n)
{
  const guint n_before = get_n_items (G_LIST_MODEL (self));
  g_free (self->shown);
  self->shown = entrant_nos;
  self->n_shown = n;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, get_n_items (G_LIST_MODEL (self)));
}

int
xp_entrant_list_find (XpEntrantList *self, int entrant_no)
{
  if (self->shown == NULL)
    return entrant_no >= 1 && entrant_no <= self->n_entrants ? entrant_no - 1 : -1;
  for (size_t i = 0; i < self->n_shown; i++)
    if (self->shown[i] == entrant_no)
      return (int) i;
  return -1;
}

void
xp_entrant_list_refresh (XpEntrantList *self)
{
  const guint n = get_n_items (G_LIST_MODEL (self));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}
