"""Pure rules of institutions: periods, the tree of units, who may stand where at once, and a country's files."""
