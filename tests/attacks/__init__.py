"""What somebody who means harm would try; each test says what must not happen."""
