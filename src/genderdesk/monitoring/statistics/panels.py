"""What figures show on other rooms' pages: their place in the navigation."""
