"""What a desk does beside its cases: guidance that it writes and follows, people whom it trains."""
