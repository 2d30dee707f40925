#include "xp-desk-thread.h"

struct _XpDeskThread {
  XpDesk *desk; /* borrowed */
  XpBook *book; /* owned; touched by the thread alone; NULL until a job gives one */
  GThread *thread;
  GAsyncQueue *queue; /* of Job; one that runs nothing ends the thread */
};

typedef struct {
  XpDeskJob run;
  gpointer input;
  GDestroyNotify free_input;
  GTask *task; /* owned; NULL: somebody waits */

  /* of who waits */
  GMutex *mutex;
  GCond *cond;
  gpointer answer;
  GError *error;
  bool is_done;
} Job;

static void
answer_waiting (Job *job, gpointer answer, GError *error)
{
  g_mutex_lock (job->mutex);
  job->answer = answer;
  job->error = error;
  job->is_done = true;
  g_cond_signal (job->cond);
  g_mutex_unlock (job->mutex);
}

static void
answer_task (Job *job, gpointer answer, GError *error)
{
  GDestroyNotify free_answer = g_task_get_task_data (job->task);
  if (job->free_input != NULL)
    job->free_input (job->input);
  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, answer, free_answer);
  g_object_unref (job->task);
  g_free (job);
}

/* After so long without a key the journal is brought into the file. */
static const guint64 IDLE_US = 2 * G_USEC_PER_SEC;

static Job *
wait_for_job (XpDeskThread *self)
{
  Job *job = g_async_queue_timeout_pop (self->queue, IDLE_US);
  if (job != NULL)
    return job;
  if (self->book != NULL)
    xp_book_idle (self->book);
  return g_async_queue_pop (self->queue);
}

static gpointer
work (gpointer data)
{
  XpDeskThread *self = data;
  for (;;) {
    Job *job = wait_for_job (self);
    const bool is_last = job->run == NULL;
    GError *error = NULL;
    gpointer answer = NULL;
    if (is_last)
      g_clear_pointer (&self->book, xp_book_close);
    else
      answer = job->run (self->desk, self->book, job->input, &error);

    if (job->task != NULL)
      answer_task (job, answer, error);
    else
      answer_waiting (job, answer, error);
    if (is_last)
      return NULL;
  }
}

static gpointer
wait_for (XpDeskThread *self, XpDeskJob run, gpointer input, GError **error)
{
  GMutex mutex;
  GCond cond;
  g_mutex_init (&mutex);
  g_cond_init (&cond);
  Job job = {.run = run, .input = input, .mutex = &mutex, .cond = &cond};

  g_async_queue_push (self->queue, &job);
  g_mutex_lock (&mutex);
  while (!job.is_done)
    g_cond_wait (&cond, &mutex);
  g_mutex_unlock (&mutex);
  g_mutex_clear (&mutex);
  g_cond_clear (&cond);

  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.answer;
}

gpointer
xp_desk_thread_run (XpDeskThread *self, XpDeskJob job, gpointer input, GError **error)
{
  g_return_val_if_fail (job != NULL, NULL);
  return wait_for (self, job, input, error);
}

void
xp_desk_thread_run_async (
  XpDeskThread *self, XpDeskJob job, gpointer input, GDestroyNotify free_input, GTask *task)
{
  Job *queued = g_new0 (Job, 1);
  *queued = (Job){.run = job, .input = input, .free_input = free_input, .task = task};
  g_async_queue_push (self->queue, queued);
}

XpDeskThread *
xp_desk_thread_start (XpDesk *desk)
{
  XpDeskThread *self = g_new0 (XpDeskThread, 1);
  self->desk = desk;
  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("desk", work, self);
  return self;
}

void
xp_desk_thread_take_book (XpDeskThread *self, XpBook *book)
{
  self->book = book;
}

void
xp_desk_thread_stop (XpDeskThread *self)
{
  wait_for (self, NULL, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self);
}
