"""Django's SQLite backend with a file lock before each write transaction, taken with its first statement.

SQLite answers a second writer by sleeping and trying again, so that with eight writers one in a hundred waited
400 to 500 ms. A lock of the operating system queues them instead: 12 to 23 ms (architecture.md, Decided).
"""
