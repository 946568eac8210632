"""An app beside the installation's own: it counts what goes through the doors, apart from the ledger."""
