"""The ground floor: plain Python, machinery without a word of the domain, and the doors that guard records."""
