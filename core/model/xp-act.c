#include "xp-act.h"

struct _XpDraft {
  const XpVerb *verb;
  char *subject, *reason, *witness;
  GPtrArray *wishes;     /* of XpWish */
  GHashTable *positions; /* "kind key" → place in wishes + 1 */
};

static void
free_wish (gpointer data)
{
  XpWish *wish = data;
  g_free (wish->key);
  g_clear_pointer (&wish->after, xp_record_unref);
  g_free (wish);
}

XpDraft *
xp_draft_new (const char *verb)
{
  const XpVerb *known = xp_verb_lookup (verb);
  if (known == NULL)
    g_error ("no verb %s", verb);

  XpDraft *self = g_new0 (XpDraft, 1);
  self->verb = known;
  self->wishes = g_ptr_array_new_with_free_func (free_wish);
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
xp_draft_free (XpDraft *self)
{
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->wishes);
  g_free (self->subject);
  g_free (self->reason);
  g_free (self->witness);
  g_free (self);
}

static char *
name_record (XpKind kind, const char *key)
{
  return g_strconcat (xp_kind_get_info (kind)->name, " ", key, NULL);
}

void
xp_draft_set_subject (XpDraft *self, const XpRecord *record)
{
  g_autofree char *key = xp_record_dup_key (record);
  g_free (self->subject);
  self->subject = name_record (xp_record_get_kind (record), key);
}

void
xp_draft_set_reason (XpDraft *self, const char *reason, const char *witness)
{
  g_free (self->reason);
  g_free (self->witness);
  self->reason = g_strdup (reason);
  self->witness = g_strdup (witness);
}

static void
wish (XpDraft *self, XpKind kind, const XpRecord *named, XpRecord *after)
{
  char *key = xp_record_dup_key (named);
  g_autofree char *name = name_record (kind, key);
  const guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, name));

  XpWish *one = g_new0 (XpWish, 1);
  *one = (XpWish){kind, key, after};
  if (position > 0) {
    free_wish (self->wishes->pdata[position - 1]);
    self->wishes->pdata[position - 1] = one;
    return;
  }
  g_ptr_array_add (self->wishes, one);
  g_hash_table_insert (self->positions,
                       g_steal_pointer (&name),
                       GUINT_TO_POINTER (self->wishes->len));
}

void
xp_draft_put (XpDraft *self, XpRecord *after)
{
  wish (self, xp_record_get_kind (after), after, xp_record_ref (after));
}

void
xp_draft_remove (XpDraft *self, const XpRecord *record)
{
  wish (self, xp_record_get_kind (record), record, NULL);
}

const XpVerb *
xp_draft_get_verb (const XpDraft *self)
{
  return self->verb;
}

const char *
xp_draft_get_subject (const XpDraft *self)
{
  return self->subject;
}

const char *
xp_draft_get_reason (const XpDraft *self)
{
  return self->reason;
}

const char *
xp_draft_get_witness (const XpDraft *self)
{
  return self->witness;
}

size_t
xp_draft_get_n_wishes (const XpDraft *self)
{
  return self->wishes->len;
}

const XpWish *
xp_draft_get_wish (const XpDraft *self, size_t i)
{
  return self->wishes->pdata[i];
}

XpAct *
xp_act_new (const XpVerb *verb)
{
  XpAct *self = g_new0 (XpAct, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->verb = verb;
  return self;
}

XpAct *
xp_act_ref (XpAct *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
xp_act_unref (XpAct *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  for (size_t i = 0; i < self->n_changes; i++) {
    g_clear_pointer (&self->changes[i].before, xp_record_unref);
    g_clear_pointer (&self->changes[i].after, xp_record_unref);
  }
  g_free (self->changes);
  g_free (self->title);
  g_free (self);
}
