"""What the room shows elsewhere."""
