/* xp-book-chain.h: the parts of an act's hash, for who reads many acts in one go. */
#pragma once

#include "xp-book-private.h"

#include <sodium.h>

/* The columns of an act in the order of the hash, the first of the statement: s.id, s.who,
 * s.device, s.since, s.program, a.n, a.at, a.verb, a.subject, a.reason_secret, a.witness, and of
 * the undone act us.id, u.n. */
void xp_chain_add_act (crypto_hash_sha256_state *state, XpStmt *act);
/* n, kind, key, before, after. */
void xp_chain_add_change (crypto_hash_sha256_state *state, XpStmt *change);
