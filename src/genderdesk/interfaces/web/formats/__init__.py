"""How dates and numbers are written, per language; the browser never formats them (ux.md 0.1)."""
