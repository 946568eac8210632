"""The demonstration: an invented country's people on Rwanda's real map, a generator, and the main job played."""
