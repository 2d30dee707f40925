#include "xp-desk-private.h"

#include "xp-desk-thread.h"
#include "xp-plain-text.h"
#include "xp-program-files.h"

#include <string.h>

struct _XpDesk {
  GObject parent_instance;

  XpClock clock;
  XpRandom random;
  char *path;
  char *who;
  char *device;
  char *resources_dir;
  char *rubrics_dir;
  char *board_characters; /* 2,048 of them; read when first asked for */
  XpCalendar *calendar;
  XpVillage village;
  bool is_reader;
  bool keeps_backups;
  char *backups_dir;
  guint8 head_at_opening[32];
  XpLastAct last_act;

  XpDeskThread *thread; /* owned; NULL: closed */
};

G_DEFINE_FINAL_TYPE (XpDesk, xp_desk, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- opening ---- */

static char *
dup_or_empty (const XpRecord *record, const char *column)
{
  const char *text = xp_record_get_text (record, column);
  return g_strdup (text != NULL ? text : "");
}

static void
clear_village (XpVillage *village)
{
  g_free (village->name);
  g_free (village->short_name);
  g_free (village->township);
  g_free (village->county);
  g_free (village->unit);
  g_free (village->issuer);
  *village = (XpVillage){0};
}

static bool
load_village (XpDesk *self, XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) villages = xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, error);
  if (villages == NULL)
    return false;
  if (villages->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_DAMAGED,
                 "%s 里没有村名，可能是建了一半的资料。请新建一份，或用备份打开。",
                 xp_error_name_file (self->path));
    return false;
  }

  const XpRecord *record = villages->pdata[0];
  clear_village (&self->village);
  self->village = (XpVillage){
    .uid = xp_record_get_int (record, "village_uid"),
    .name = dup_or_empty (record, "name"),
    .short_name = dup_or_empty (record, "short_name"),
    .township = dup_or_empty (record, "township"),
    .county = dup_or_empty (record, "county"),
    .unit = dup_or_empty (record, "unit_word"),
    .issuer = dup_or_empty (record, "issuer"),
  };
  if (self->village.issuer[0] == '\0') {
    g_free (self->village.issuer);
    self->village.issuer = g_strconcat (self->village.name, "村民委员会", NULL);
  }
  return true;
}

static void
set_optional (XpRecord *record, const char *column, const char *text)
{
  if (text != NULL && text[0] != '\0')
    xp_record_set_text (record, column, text);
}

/* 永胜村 → 永胜, as in certificate numbers; a name that is nothing else stays whole. */
static char *
shorten_village_name (const char *name)
{
  static const char *const ENDINGS[] = {"嘎查村", "嘎查", "社区", "村"};
  for (size_t i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    if (g_str_has_suffix (name, ENDINGS[i]) && strlen (name) > strlen (ENDINGS[i]))
      return g_strndup (name, strlen (name) - strlen (ENDINGS[i]));
  return g_strdup (name);
}

static char *
clean_village_name (const char *name, GError **error)
{
  char *clean = xp_plain_text (name != NULL ? name : "");
  if (g_strstrip (clean)[0] != '\0')
    return clean;
  g_free (clean);
  g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, "还没有写村名。请写上村名，比如“永胜村”。");
  return NULL;
}

static bool
put_village (XpDesk *self, XpBook *book, const XpVillageSpec *spec, GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_MAKE_BOOK);
  g_autoptr (XpRecord) village = xp_record_new (XP_KIND_VILLAGE);
  g_autofree char *short_name = shorten_village_name (spec->name);
  xp_record_set_int (village, "village_uid", xp_random_uid (&self->random));
  xp_record_set_text (village, "name", spec->name);
  xp_record_set_text (village, "short_name", short_name);
  set_optional (village, "township", spec->township);
  set_optional (village, "county", spec->county);
  set_optional (village, "unit_word", spec->unit);
  xp_draft_set_subject (draft, village);
  xp_draft_put (draft, village);
  g_autoptr (XpAct) act = xp_book_put (book, draft, error);
  return act != NULL;
}

/* The program's name and version, and the day that was given by hand: such an act says so. */
static char *
describe_program (const XpDesk *self)
{
  if (!self->clock.is_fixed)
    return g_strdup ("xiangping " XP_VERSION);
  g_autofree char *day = xp_day_to_text (&self->clock.today);
  return g_strconcat ("xiangping " XP_VERSION " --today ", day, NULL);
}

/* An old book is kept as it was before it is brought up to date. */
static bool
keep_old (XpBook *book, gpointer self, GError **error)
{
  return xp_backup_keep (self, book, true, error);
}

typedef struct {
  const XpVillageSpec *village; /* NULL: opens what is there */
} Opening;

static gpointer
open_book (XpDesk *self, XpBook *unused, gpointer input, GError **error)
{
  const Opening *how = input;
  g_autofree char *program = describe_program (self);
  const XpBookOpening opening = {.clock = &self->clock,
                                 .random = &self->random,
                                 .hooks = &XP_DESK_HOOKS,
                                 .who = self->who,
                                 .device = self->device,
                                 .program = program,
                                 .keep_old = keep_old,
                                 .keep_old_data = self};

  g_autoptr (XpBook) book = NULL;
  if (how->village != NULL)
    book = xp_book_create (self->path, &opening, error);
  else if (self->is_reader)
    book = xp_book_open_reader (self->path, &XP_DESK_HOOKS, error);
  else
    book = xp_book_open (self->path, &opening, error);

  if (book == NULL || (how->village != NULL && !put_village (self, book, how->village, error)) ||
      !load_village (self, book, error) || !xp_book_get_head (book, self->head_at_opening, error))
    return NULL;
  xp_desk_thread_take_book (self->thread, g_steal_pointer (&book));
  return XP_DESK_DONE;
}

static bool
load_calendar (XpDesk *self, GError **error)
{
  g_autofree char *text = xp_desk_read_resource (self, "data/holidays.csv", error);
  if (text == NULL)
    return false;
  self->calendar = xp_calendar_new_from_csv (text, "holidays.csv", error);
  return self->calendar != NULL;
}

static XpDesk *
new_desk (const char *path,
          const XpVillageSpec *village,
          const XpDeskOptions *options,
          GError **error)
{
  g_autoptr (XpDesk) self = g_object_new (XP_TYPE_DESK, NULL);
  const XpDeskOptions none = {0};
  const XpDeskOptions *given = options != NULL ? options : &none;
  self->path = g_strdup (path);
  self->who = g_strdup (given->who != NULL ? given->who : "");
  self->device = g_strdup (given->device != NULL ? given->device : g_get_host_name ());
  self->clock = given->clock != NULL ? *given->clock : XP_CLOCK_SYSTEM;
  self->random = given->random != NULL ? *given->random : XP_RANDOM_SYSTEM;
  self->is_reader = given->is_reader;
  self->keeps_backups = given->keeps_backups && !given->is_reader;
  self->backups_dir = given->backups_dir != NULL
                        ? g_strdup (given->backups_dir)
                        : g_build_filename (g_get_user_data_dir (), "xiangping", NULL);
  self->resources_dir = given->resources_dir != NULL ? g_strdup (given->resources_dir)
                                                     : xp_program_files_dup_dir ("resources");
  self->rubrics_dir = xp_program_files_dup_dir ("rubrics");
  if (!load_calendar (self, error))
    return NULL;

  self->thread = xp_desk_thread_start (self);
  Opening opening = {village};
  return xp_desk_run (self, open_book, &opening, error) != NULL ? g_steal_pointer (&self) : NULL;
}

XpDesk *
xp_desk_create (const char *path,
                const XpVillageSpec *village,
                const XpDeskOptions *options,
                GError **error)
{
  g_autofree char *name = clean_village_name (village->name, error);
  if (name == NULL)
    return NULL;
  XpVillageSpec spec = *village;
  spec.name = name;
  return new_desk (path, &spec, options, error);
}

XpDesk *
xp_desk_open (const char *path, const XpDeskOptions *options, GError **error)
{
  return new_desk (path, NULL, options, error);
}

/* A backup that cannot be made does not keep anybody from closing; 首页 tells how old the last is.
 */
static gpointer
keep_on_closing (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  guint8 head[32];
  const bool has_changed = book != NULL && xp_book_get_head (book, head, error) &&
                           memcmp (head, self->head_at_opening, sizeof head) != 0;
  return !has_changed || xp_backup_keep (self, book, false, error) ? XP_DESK_DONE : NULL;
}

void
xp_desk_close (XpDesk *self)
{
  if (self->thread != NULL && self->keeps_backups)
    xp_desk_run (self, keep_on_closing, NULL, NULL);
  g_clear_pointer (&self->thread, xp_desk_thread_stop);
}

void
xp_desk_let_go (XpDesk *self)
{
  self->keeps_backups = false;
  xp_desk_close (self);
}

static void
xp_desk_finalize (GObject *object)
{
  XpDesk *self = XP_DESK (object);
  xp_desk_close (self);
  clear_village (&self->village);
  g_clear_pointer (&self->calendar, xp_calendar_free);
  g_free (self->path);
  g_free (self->who);
  g_free (self->device);
  g_free (self->resources_dir);
  g_free (self->rubrics_dir);
  g_free (self->board_characters);
  g_free (self->backups_dir);
  g_free (self->last_act.title);
  G_OBJECT_CLASS (xp_desk_parent_class)->finalize (object);
}

static void
xp_desk_class_init (XpDeskClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_desk_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   XP_TYPE_DESK,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_UINT64);
}

static void
xp_desk_init (XpDesk *self)
{
}

/* ---- jobs ---- */

gpointer
xp_desk_run (XpDesk *self, XpDeskJob job, gpointer input, GError **error)
{
  g_return_val_if_fail (self->thread != NULL, NULL);
  return xp_desk_thread_run (self->thread, job, input, error);
}

void
xp_desk_run_async (XpDesk *self,
                   gpointer source,
                   XpDeskJob job,
                   gpointer input,
                   GDestroyNotify free_input,
                   GDestroyNotify free_answer,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_return_if_fail (self->thread != NULL);
  GTask *task = g_task_new (source, NULL, callback, user_data);
  g_task_set_task_data (task, (gpointer) free_answer, NULL);
  xp_desk_thread_run_async (self->thread, job, input, free_input, task);
}

gpointer
xp_desk_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what it knows ---- */

const char *
xp_desk_get_path (XpDesk *self)
{
  return self->path;
}

bool
xp_desk_get_is_reader (XpDesk *self)
{
  return self->is_reader;
}

const XpVillage *
xp_desk_get_village (XpDesk *self)
{
  return &self->village;
}

const XpCalendar *
xp_desk_get_calendar (XpDesk *self)
{
  return self->calendar;
}

GDate
xp_desk_get_today (XpDesk *self)
{
  return xp_clock_today (&self->clock);
}

const char *
xp_desk_get_backups_dir (XpDesk *self)
{
  return self->backups_dir;
}

const XpClock *
xp_desk_get_clock (XpDesk *self)
{
  return &self->clock;
}

const XpRandom *
xp_desk_get_random (XpDesk *self)
{
  return &self->random;
}

const char *
xp_desk_get_resources_dir (XpDesk *self)
{
  return self->resources_dir;
}

const char *
xp_desk_get_rubrics_dir (XpDesk *self)
{
  return self->rubrics_dir;
}

char *
xp_desk_read_resource (XpDesk *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->resources_dir, name, NULL);
  char *text = NULL;
  g_autoptr (GError) local = NULL;
  if (g_file_get_contents (path, &text, NULL, &local))
    return text;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "程序自带的文件 %s 读不出来，程序可能没有装完整。请重新安装。",
               xp_error_name_file (name));
  return NULL;
}

const char *
xp_desk_get_board_characters (XpDesk *self)
{
  if (self->board_characters == NULL)
    self->board_characters = xp_desk_read_resource (self, "data/board-code.txt", NULL);
  return self->board_characters != NULL ? self->board_characters : "";
}

char *
xp_desk_dup_board_code (XpDesk *self, const char *sha256)
{
  const char *characters = xp_desk_get_board_characters (self);
  return characters[0] != '\0' ? xp_board_code (sha256, characters) : g_strdup ("");
}

static gpointer
set_who (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  xp_book_set_who (book, input);
  return XP_DESK_DONE;
}

void
xp_desk_set_who (XpDesk *self, const char *who)
{
  g_free (self->who);
  self->who = g_strdup (who);
  if (!self->is_reader)
    xp_desk_run (self, set_who, self->who, NULL);
}

const char *
xp_desk_get_who (XpDesk *self)
{
  return self->who;
}

/* ---- acts ---- */

static gpointer
put_draft (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  return xp_book_put (book, input, error);
}

XpAct *
xp_desk_put (XpDesk *self, XpDraft *draft, GError **error)
{
  XpAct *act = xp_desk_run (self, put_draft, draft, error);
  if (act != NULL)
    xp_desk_note_act (self, act);
  return act;
}

static gpointer
reload_village (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  return load_village (self, book, error) ? XP_DESK_DONE : NULL;
}

void
xp_desk_note_kinds (XpDesk *self, uint64_t kinds)
{
  if ((kinds & XP_KIND_BIT (XP_KIND_VILLAGE)) != 0)
    xp_desk_run (self, reload_village, NULL, NULL);
  if (kinds != 0)
    g_signal_emit (self, signals[CHANGED], 0, kinds);
}

void
xp_desk_note_act (XpDesk *self, const XpAct *act)
{
  uint64_t kinds = 0;
  for (size_t i = 0; i < act->n_changes; i++)
    kinds |= XP_KIND_BIT (act->changes[i].kind);
  if (act->act_no != 0) {
    g_free (self->last_act.title);
    self->last_act = (XpLastAct){act->act_no,
                                 g_strdup (act->title),
                                 act->undoes_act == 0 && act->verb->undo == XP_UNDO_FREE};
  }
  xp_desk_note_kinds (self, kinds);
}

const XpLastAct *
xp_desk_get_last_act (XpDesk *self)
{
  return &self->last_act;
}

bool
xp_desk_run_act (XpDesk *self, XpDeskJob job, gpointer input, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_run (self, job, input, error);
  if (act != NULL)
    xp_desk_note_act (self, act);
  return act != NULL;
}

/* ---- settings of the village ---- */

static gpointer
save_village (XpDesk *self, XpBook *book, gpointer input, GError **error)
{
  const XpVillage *village = input;
  g_autofree char *name = clean_village_name (village->name, error);
  g_autoptr (GPtrArray) villages =
    name != NULL ? xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, error) : NULL;
  if (villages == NULL || villages->len == 0)
    return NULL;
  g_autofree char *short_name = shorten_village_name (name);
  g_autofree char *issuer = g_strconcat (name, "村民委员会", NULL);
  g_autofree char *old_issuer = g_strconcat (self->village.name, "村民委员会", NULL);
  const bool is_short_given = village->short_name != NULL && village->short_name[0] != '\0';
  const bool is_issuer_usual =
    g_strcmp0 (village->issuer, issuer) == 0 || g_strcmp0 (village->issuer, old_issuer) == 0;
  g_autoptr (XpRecord) record = xp_record_copy (villages->pdata[0]);
  xp_record_set_text (record, "name", name);
  xp_record_set_text (record, "short_name", is_short_given ? village->short_name : short_name);
  xp_record_set_text (record, "township", village->township);
  xp_record_set_text (record, "county", village->county);
  xp_record_set_text (record, "issuer", is_issuer_usual ? NULL : village->issuer);
  if (village->unit != NULL && village->unit[0] != '\0')
    xp_record_set_text (record, "unit_word", village->unit);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SETTINGS);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

bool
xp_desk_save_village (XpDesk *self, const XpVillage *village, GError **error)
{
  return xp_desk_run_act (self, save_village, (gpointer) village, error);
}
