"""Which words name the rows of accounting forms, whatever the form: labels, and the names of classifications."""

from __future__ import annotations

from disclosure.parse.forms.names.economic import complete_name
from disclosure.parse.forms.names.records import strip_number
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.terms.label import read_label


class KnownNames:
    """The words of the vocabulary and of the code lists that name rows."""

    def __init__(self, setting: Setting) -> None:
        self._terms = setting.vocabulary.grids.terms
        self._lists = (setting.reference.functional, setting.reference.economic)
        #: The names of the classes of the government's own economic classification.
        self.government = frozenset(name for names in setting.vocabulary.grids.government.values() for name in names)

    def is_label(self, words: str) -> bool:
        """Whether ``words``, numbering aside, are the label of a row and no name of a classification."""
        return read_label(strip_number(words), self._terms) is not None

    def has(self, words: str) -> bool:
        """Whether ``words``, numbering aside, are the whole name of a row."""
        plain = strip_number(words)
        return (
            read_label(plain, self._terms) is not None
            or any(each.has_name(plain) for each in self._lists)
            or plain in self.government
        )

    def begins(self, words: str) -> bool:
        """Whether ``words`` are the name of a row, or are cut off in a bracket and the begin of one name only."""
        plain = strip_number(words)
        return self.has(words) or any(complete_name(plain, each) is not None for each in self._lists)
