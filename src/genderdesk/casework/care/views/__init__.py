"""Care's pages: for the desk, for providers, for the public."""
