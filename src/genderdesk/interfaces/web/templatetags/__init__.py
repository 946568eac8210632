"""Template filters of the shell."""
