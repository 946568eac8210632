"""Pure rules of dispatch: how soon, whom to send, what is late, what follows from the units."""
