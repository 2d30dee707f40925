/* xp-evening-certificates.h: steps of an evening that belong to certificates. Each is one act. */
#pragma once

#include "xp-test-book.h"

bool evening_give_number (TestBook *f, GError **error);
bool evening_note_printed (TestBook *f, GError **error);
bool evening_note_again (TestBook *f, GError **error);
bool evening_mend_printed (TestBook *f, GError **error);
bool evening_void_number (TestBook *f, GError **error);
bool evening_give_again (TestBook *f, GError **error);
bool evening_note_received (TestBook *f, GError **error);
