"""Pages of the response room: the board for who sends, the phone page for who goes."""
