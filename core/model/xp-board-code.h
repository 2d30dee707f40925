/* xp-board-code.h: a 核对码 as somebody reads it off a sheet and types it in. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum {
  XP_BOARD_CODE_LENGTH = 8,
  XP_BOARD_CODE_LEAST = 2,        /* characters that must be given of a result's code */
  XP_BOARD_CODE_LEAST_OF_ACT = 4, /* of any act's: there are so many that two fit by chance */
};

/* What was typed: places in the list of characters, in order. */
typedef struct {
  guint16 digits[XP_BOARD_CODE_LENGTH];
  size_t n;
} XpTypedCode;

/**
 * xp_typed_code_read:
 * @typed: some of the eight characters or all of them, in their order; spaces and punctuation
 *   between them do not count
 * @characters: as for xp_board_code()
 *
 * Returns: false with INPUT: a character that no code has (it is named), fewer than two or more
 * than eight
 */
bool xp_typed_code_read (const char *typed,
                         const char *characters,
                         XpTypedCode *out_code,
                         GError **error);

/* Whether these characters occur in the code of this SHA-256, in this order. */
bool xp_typed_code_fits (const XpTypedCode *self, const guint8 sha256[32]);
