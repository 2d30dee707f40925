#include "xp-follower.h"

#include "xp-desk-private.h"

struct _XpFollower {
  GObject parent_instance;

  XpDesk *desk;         /* owned */
  int64_t act_no;       /* the last that is known */
  XpBookHolder *holder; /* owned; NULL: nobody */
  guint timer_id;
  bool is_asking;
};

G_DEFINE_FINAL_TYPE (XpFollower, xp_follower, G_TYPE_OBJECT)

enum {
  HOLDER_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct {
  int64_t act_no;
  uint64_t kinds;
  XpBookHolder *holder;
} News;

static void
free_news (gpointer data)
{
  News *news = data;
  g_clear_pointer (&news->holder, xp_book_holder_free);
  g_free (news);
}

static gpointer
find_news (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  News *news = g_new0 (News, 1);
  news->act_no = *(const int64_t *) input;
  news->holder = xp_book_dup_holder (xp_desk_get_path (desk));
  if (xp_book_find_news (book, &news->act_no, &news->kinds, error))
    return news;
  free_news (news);
  return NULL;
}

static bool
is_same_holder (const XpBookHolder *a, const XpBookHolder *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (a->who, b->who) == 0 && g_strcmp0 (a->device, b->device) == 0 &&
         g_strcmp0 (a->since, b->since) == 0;
}

/* An answer that fails is asked for again in a second. */
static void
take_news (XpFollower *self, News *news)
{
  self->act_no = news->act_no;
  if (!is_same_holder (self->holder, news->holder)) {
    g_clear_pointer (&self->holder, xp_book_holder_free);
    self->holder = g_steal_pointer (&news->holder);
    g_signal_emit (self, signals[HOLDER_CHANGED], 0);
  }
  if (news->kinds != 0 && self->desk != NULL)
    xp_desk_note_kinds (self->desk, news->kinds);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpFollower) self = user_data;
  News *news = xp_desk_run_finish (result, NULL);
  self->is_asking = false;
  if (news != NULL && self->timer_id != 0)
    take_news (self, news);
  g_clear_pointer (&news, free_news);
}

void
xp_follower_ask (XpFollower *self)
{
  if (self->is_asking)
    return;
  self->is_asking = true;
  xp_desk_run_async (self->desk,
                     self->desk,
                     find_news,
                     g_memdup2 (&self->act_no, sizeof self->act_no),
                     g_free,
                     free_news,
                     answered_cb,
                     g_object_ref (self));
}

static gboolean
second_over_cb (gpointer self)
{
  xp_follower_ask (self);
  return G_SOURCE_CONTINUE;
}

const XpBookHolder *
xp_follower_get_holder (XpFollower *self)
{
  return self->holder;
}

void
xp_follower_stop (XpFollower *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
}

static void
xp_follower_finalize (GObject *object)
{
  XpFollower *self = XP_FOLLOWER (object);
  xp_follower_stop (self);
  g_clear_pointer (&self->holder, xp_book_holder_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_follower_parent_class)->finalize (object);
}

static void
xp_follower_class_init (XpFollowerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_follower_finalize;
  signals[HOLDER_CHANGED] = g_signal_new ("holder-changed",
                                          XP_TYPE_FOLLOWER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
xp_follower_init (XpFollower *self)
{
}

XpFollower *
xp_follower_new (XpDesk *desk)
{
  XpFollower *self = g_object_new (XP_TYPE_FOLLOWER, NULL);
  self->desk = g_object_ref (desk);
  News *news = xp_desk_run (desk, find_news, &self->act_no, NULL);
  if (news != NULL) {
    self->act_no = news->act_no;
    self->holder = g_steal_pointer (&news->holder);
  }
  g_clear_pointer (&news, free_news);
  self->timer_id = g_timeout_add_seconds (1, second_over_cb, self);
  return self;
}
