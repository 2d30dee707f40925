/* xp-desk-thread.h: the one thread that touches the book: a queue of jobs, done in their order. */
#pragma once

#include "xp-desk-private.h"

typedef struct _XpDeskThread XpDeskThread;

/* Starts the thread; @desk is handed to every job and must outlive it. */
XpDeskThread *xp_desk_thread_start (XpDesk *desk);

/* From a job: the thread has and closes this book from now on; every later job is given it. */
void xp_desk_thread_take_book (XpDeskThread *self, XpBook *book);

/* Waits for the queue, closes the book, ends the thread. */
void xp_desk_thread_stop (XpDeskThread *self);

/* As xp_desk_run() and xp_desk_run_async(); the task is taken, its data is what frees the answer.
 */
gpointer xp_desk_thread_run (XpDeskThread *self, XpDeskJob job, gpointer input, GError **error);
void xp_desk_thread_run_async (
  XpDeskThread *self, XpDeskJob job, gpointer input, GDestroyNotify free_input, GTask *task);
