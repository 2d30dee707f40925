"""Every place of core/ and app/ that raises an error, as the sentence that stands there."""
import re

from sentences import HAN, PRINTF, line_at, located, sources, taker, without_text
from words import latin_words

# Whatever is handed to one of these becomes an error, or a piece of one.
RAISERS = {
    "g_set_error", "g_set_error_literal", "refuse", "refuse_stage", "refuse_none", "refuse_word",
    "refuse_other", "set_damaged", "check_word", "set_count", "read_by_uid", "add_problem",
    "add_item_problem", "=SENTENCES", "=REASONS", "=OTHERS", "=WAYS",
}
# Whole sentences of core/ that are no errors: what a work tells of the list, the day, the result.
TOLD_BY = {
    "add_note", "add_step", "note_cell", "warn_of_not_asked", "add", "g_string_append_printf",
    "=NOTES",
}
TOLD_IN = (
    "core/desk/xp-backup-words.c", "core/desk/xp-day-work.c", "core/desk/xp-forget-work.c", "core/desk/xp-roster-",
    "core/desk/xp-print-", "core/desk/xp-printing.c",
    "core/desk/xp-missing-work.c", "core/desk/xp-stage-open.c",
    "core/desk/xp-recusal-proposals.c", "core/model/xp-quorum.c",
    "core/desk/xp-presence.c", "core/score/", "core/table/xp-roster-", "core/book/xp-book-verify",
    "core/paper/xp-font-file.c", "core/desk/xp-verify-work.c", "core/book/xp-book-merge-branches.c", "core/desk/xp-merge-",
)


# A piece that waits in a variable until it is raised.
PIECE = re.compile(r"\b(?:what|says|problem|reason|remedy|obstacle)\s*=\s*$")
# An error of GLib's own, for GMarkup to stop; the sentence is made where it arrives.
FOREIGN = re.compile(r"G_MARKUP_ERROR[^;]*$")


def is_raise(name, by, before, text):
    if not HAN.search(text):
        return by.startswith("g_set_error") and bool(latin_words(text)) and not FOREIGN.search(before)
    if by in RAISERS and not (by == "add_problem" and name.endswith("verify.c")):
        return True
    if name.startswith("core/") and PIECE.search(before):
        return True
    is_sentence = name.startswith("core/") and "。" in text
    return is_sentence and by not in TOLD_BY and not name.startswith(TOLD_IN)


def raises():
    """(path, line, sentence) of each place; a sentence may stand in several."""
    for name, source in sources("core", "app", but=("app/ctl/",)):
        bare = without_text(source)
        for position, text in located(source):
            if is_raise(name, taker(bare, position), bare[max(0, position - 200) : position], text):
                yield name, line_at(source, position), text


def pattern(sentence):
    """What a message of this sentence looks like: each printf field is any text."""
    pieces = []
    end = 0
    for field in PRINTF.finditer(sentence):
        value = "%" if field.group(0)[-1] == "%" else ".*"
        pieces += [re.escape(sentence[end : field.start()]), value]
        end = field.end()
    text = "".join(pieces + [re.escape(sentence[end:])])
    return re.compile(text.replace("\n", " ").replace("\\ ", " "))
