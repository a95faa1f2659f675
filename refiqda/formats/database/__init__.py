"""Tables in an embedded database: written as SQLite and DuckDB, or asked in SQL.

What is here knows the frames, and so pandas: it is fetched when a database is asked for.
"""

from refiqda.formats.database.asking import as_text, columns, query
from refiqda.formats.database.sql import BadQuery
from refiqda.formats.database.writing import ENGINES, write

__all__ = ["ENGINES", "BadQuery", "as_text", "columns", "query", "write"]
