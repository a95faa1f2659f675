"""Two in, one out: codebooks compared, merged, and applied to a project.

- ``sides`` makes of whatever is given the same thing on each side; ``matching`` finds which codes
  and sets are the same; ``alike`` knows when two colours or descriptions say the same, ``flat``
  what a list without levels does not say, ``cases`` which codes are cases of a project.
- ``book_diff`` (with ``set_diff``), ``book_merge`` (with ``merged_codes``, ``merged_sets``,
  ``naming`` and ``mending``) and ``book_apply`` (with ``applied_codes`` and ``applied_sets``) are
  the three that are public; ``arranging`` keeps siblings in order.
- ``rows`` are the rows of their reports, ``beside_codes`` what of a project is no codebook.
"""

from refiqda.change.book_apply import Applied, apply_codebook
from refiqda.change.book_diff import BookDiff, diff_codebooks
from refiqda.change.book_merge import BookMerge, merge_codebooks

__all__ = [
    "Applied",
    "BookDiff",
    "BookMerge",
    "apply_codebook",
    "diff_codebooks",
    "merge_codebooks",
]
