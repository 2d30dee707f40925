#include "xp-sheet-drawer.h"

#include <poppler.h>
#include <stdbool.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Of pictures that are kept; those that were asked for last always are. */
static const gsize MOST_KEPT_BYTES = 64 * 1024 * 1024;

typedef struct {
  int page, width_px;
} Wanted;

typedef struct {
  double width, height; /* points */
} Size;

/* What the thread and the object have in common; it goes with the last of them. */
typedef struct {
  GBytes *pdf;
  GWeakRef drawer;
  GMutex mutex;
  GCond cond;
  GArray *wanted; /* of Wanted; guarded by @mutex, as the next two */
  Wanted drawing; /* the last that was taken in hand */
  bool is_ending;
} Shared;

typedef struct {
  GdkTexture *texture;
  int width_px;
  guint64 seen; /* the greater the later */
} Picture;

struct _XpSheetDrawer {
  GObject parent_instance;

  Shared *shared;
  GArray *sizes;        /* of Size; NULL until it is opened */
  GHashTable *pictures; /* page → Picture */
  gsize n_kept_bytes;
  guint64 now, begun; /* moments of asking; what was seen since @begun is kept */
};

enum {
  OPENED,
  DRAWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XpSheetDrawer, xp_sheet_drawer, G_TYPE_OBJECT)

static void
clear_shared (gpointer data)
{
  Shared *shared = data;
  g_bytes_unref (shared->pdf);
  g_weak_ref_clear (&shared->drawer);
  g_mutex_clear (&shared->mutex);
  g_cond_clear (&shared->cond);
  g_array_unref (shared->wanted);
}

static void
drop_shared (gpointer shared)
{
  g_atomic_rc_box_release_full (shared, clear_shared);
}

/* ---- in the thread ---- */

static GdkTexture *
draw (PopplerDocument *document, const Wanted *wanted)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, wanted->page);
  double width = 0, height = 0;
  if (page == NULL)
    return NULL;
  poppler_page_get_size (page, &width, &height);
  const double scale = wanted->width_px / MAX (width, 1);
  const int w = wanted->width_px, h = MAX (1, (int) (height * scale + 0.5));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  for (gsize at = 3; pixels != NULL && at < (gsize) stride * (gsize) h; at += 4)
    pixels[at] = 0xff; /* RGB24 leaves alpha open */
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, pixels != NULL ? (gsize) stride * (gsize) h : 0);
  GdkTexture *texture =
    pixels != NULL
      ? gdk_memory_texture_new (w, h, GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, bytes, (gsize) stride)
      : NULL;
  cairo_surface_destroy (surface);
  return texture;
}

/* On its way to the main context. */
typedef struct {
  Shared *shared;
  Wanted wanted;
  GdkTexture *texture; /* NULL: it cannot be drawn */
  GArray *sizes;       /* of Size: it was opened; NULL: a page was drawn */
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;
  drop_shared (report->shared);
  g_clear_object (&report->texture);
  g_clear_pointer (&report->sizes, g_array_unref);
  g_free (report);
}

static gboolean take_report (gpointer data);

static void
send (Report report)
{
  g_atomic_rc_box_acquire (report.shared);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE,
                   take_report,
                   g_memdup2 (&report, sizeof report),
                   free_report);
}

static GArray *
measure (PopplerDocument *document)
{
  const int n = document != NULL ? poppler_document_get_n_pages (document) : 0;
  GArray *sizes = g_array_sized_new (FALSE, TRUE, sizeof (Size), (guint) n);
  for (int i = 0; i < n; i++) {
    g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
    Size size = {0};
    if (page != NULL)
      poppler_page_get_size (page, &size.width, &size.height);
    g_array_append_val (sizes, size);
  }
  return sizes;
}

/* False: nobody looks at it any more. */
static bool
wait_for_wanted (Shared *shared, Wanted *out)
{
  g_mutex_lock (&shared->mutex);
  while (shared->wanted->len == 0 && !shared->is_ending)
    g_cond_wait (&shared->cond, &shared->mutex);
  const bool goes_on = !shared->is_ending;
  if (goes_on) {
    *out = g_array_index (shared->wanted, Wanted, 0);
    g_array_remove_index (shared->wanted, 0);
    shared->drawing = *out;
  }
  g_mutex_unlock (&shared->mutex);
  return goes_on;
}

static gpointer
run (gpointer data)
{
  Shared *shared = data;
  g_autoptr (PopplerDocument) document =
    poppler_document_new_from_bytes (shared->pdf, NULL, NULL);
  Wanted wanted = {0};
  send ((Report){.shared = shared, .sizes = measure (document)});
  while (wait_for_wanted (shared, &wanted))
    send ((Report){.shared = shared, .wanted = wanted, .texture = draw (document, &wanted)});
  drop_shared (shared);
  return NULL;
}

/* ---- pictures ---- */

static gsize
n_bytes_of (GdkTexture *texture)
{
  return 4 * (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
}

static void
free_picture (gpointer data)
{
  Picture *picture = data;
  g_object_unref (picture->texture);
  g_free (picture);
}

static void
drop_picture (XpSheetDrawer *self, int page)
{
  const Picture *picture = g_hash_table_lookup (self->pictures, GINT_TO_POINTER (page));
  if (picture == NULL)
    return;
  self->n_kept_bytes -= n_bytes_of (picture->texture);
  g_hash_table_remove (self->pictures, GINT_TO_POINTER (page));
}

/* -1: all of them are on the screen. */
static int
find_oldest (XpSheetDrawer *self)
{
  int oldest = -1;
  guint64 seen = self->begun;
  GHashTableIter iter;
  gpointer page = NULL, value = NULL;
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &page, &value)) {
    const Picture *picture = value;
    if (picture->seen < seen) {
      seen = picture->seen;
      oldest = GPOINTER_TO_INT (page);
    }
  }
  return oldest;
}

static void
keep_picture (XpSheetDrawer *self, const Wanted *wanted, GdkTexture *texture)
{
  Picture *picture = g_new0 (Picture, 1);
  *picture = (Picture){g_object_ref (texture), wanted->width_px, ++self->now};
  drop_picture (self, wanted->page);
  g_hash_table_insert (self->pictures, GINT_TO_POINTER (wanted->page), picture);
  self->n_kept_bytes += n_bytes_of (texture);
  for (int oldest = 0; self->n_kept_bytes > MOST_KEPT_BYTES && oldest >= 0;) {
    oldest = find_oldest (self);
    if (oldest >= 0)
      drop_picture (self, oldest);
  }
}

static gboolean
take_report (gpointer data)
{
  Report *report = data;
  g_autoptr (XpSheetDrawer) self = g_weak_ref_get (&report->shared->drawer);
  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (report->sizes != NULL) {
    self->sizes = g_steal_pointer (&report->sizes);
    g_signal_emit (self, signals[OPENED], 0);
  } else if (report->texture != NULL) {
    keep_picture (self, &report->wanted, report->texture);
    g_signal_emit (self, signals[DRAWN], 0, report->wanted.page);
  }
  return G_SOURCE_REMOVE;
}

/* ---- what is asked ---- */

int
xp_sheet_drawer_get_n_pages (XpSheetDrawer *self)
{
  return self->sizes != NULL ? (int) self->sizes->len : 0;
}

void
xp_sheet_drawer_get_size (XpSheetDrawer *self, int page, double *out_width, double *out_height)
{
  const bool is_page = page >= 0 && page < xp_sheet_drawer_get_n_pages (self);
  const Size size = is_page ? g_array_index (self->sizes, Size, page) : (Size){0};
  *out_width = size.width;
  *out_height = size.height;
}

void
xp_sheet_drawer_begin (XpSheetDrawer *self)
{
  self->begun = ++self->now;
  g_mutex_lock (&self->shared->mutex);
  g_array_set_size (self->shared->wanted, 0);
  g_mutex_unlock (&self->shared->mutex);
}

GdkTexture *
xp_sheet_drawer_ask (XpSheetDrawer *self, int page, int width_px)
{
  const Wanted wanted = {page, MAX (1, width_px)};
  Picture *picture = g_hash_table_lookup (self->pictures, GINT_TO_POINTER (page));
  if (picture != NULL)
    picture->seen = ++self->now;
  if (picture == NULL || picture->width_px != wanted.width_px) {
    g_mutex_lock (&self->shared->mutex);
    if (memcmp (&self->shared->drawing, &wanted, sizeof wanted) != 0)
      g_array_append_val (self->shared->wanted, wanted);
    g_cond_signal (&self->shared->cond);
    g_mutex_unlock (&self->shared->mutex);
  }
  return picture != NULL ? picture->texture : NULL;
}

/* ---- the object ---- */

XpSheetDrawer *
xp_sheet_drawer_new (GBytes *pdf)
{
  XpSheetDrawer *self = g_object_new (XP_TYPE_SHEET_DRAWER, NULL);
  Shared *shared = g_atomic_rc_box_new0 (Shared);
  shared->pdf = g_bytes_ref (pdf);
  shared->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_weak_ref_init (&shared->drawer, self);
  g_mutex_init (&shared->mutex);
  g_cond_init (&shared->cond);
  self->shared = shared;
  g_thread_unref (g_thread_new ("sheets", run, g_atomic_rc_box_acquire (shared)));
  return self;
}

/* The thread is not waited for: it may be in the middle of a page. */
static void
xp_sheet_drawer_finalize (GObject *object)
{
  XpSheetDrawer *self = XP_SHEET_DRAWER (object);
  g_mutex_lock (&self->shared->mutex);
  self->shared->is_ending = true;
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
  drop_shared (self->shared);
  g_clear_pointer (&self->sizes, g_array_unref);
  g_hash_table_unref (self->pictures);
  G_OBJECT_CLASS (xp_sheet_drawer_parent_class)->finalize (object);
}

static void
xp_sheet_drawer_class_init (XpSheetDrawerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_sheet_drawer_finalize;
  signals[OPENED] = g_signal_new ("opened",
                                  XP_TYPE_SHEET_DRAWER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);
  signals[DRAWN] = g_signal_new ("drawn",
                                 XP_TYPE_SHEET_DRAWER,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_INT);
}

static void
xp_sheet_drawer_init (XpSheetDrawer *self)
{
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL, free_picture);
}
