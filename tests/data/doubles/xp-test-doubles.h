/* xp-test-doubles.h: a list of invented households, some of them written down twice in another way.
 *
 * Surnames, given names, namesakes, brothers who share a yard, telephones of a family and lost
 * fields are drawn as often as lists have them; one seed gives one list. Characters that sound or
 * look alike stand in lists of their own here, not taken from the program's tables. */
#pragma once

#include "xp-doubles.h"

typedef struct {
  GArray *entries;     /* of XpDoublesEntry */
  GHashTable *truth;   /* pairs of places, a << 32 | b as int64: one and the same household */
  GStringChunk *texts; /* of the entries */
} TestDoubles;

/**
 * test_doubles_new:
 * @n: households, @n_variants of them a second writing of another one
 */
TestDoubles *test_doubles_new (guint32 seed, guint n, guint n_variants);
void test_doubles_free (TestDoubles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestDoubles, test_doubles_free)

bool test_doubles_is_true (const TestDoubles *self, const XpDouble *found);
