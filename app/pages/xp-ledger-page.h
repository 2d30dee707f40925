/* xp-ledger-page.h: 全年积分: households with both balances, what happened is typed with few keys,
 * one household's story. */
#pragma once

#include "xp-page.h"

#define XP_TYPE_LEDGER_PAGE (xp_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (XpLedgerPage, xp_ledger_page, XP, LEDGER_PAGE, AdwBin)
