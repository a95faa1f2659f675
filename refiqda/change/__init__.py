"""Two in, one out: codebooks compared, merged, and applied to a project."""

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
