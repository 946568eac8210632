"""Administrative divisions: country, provinces, districts and sectors with their positions and outlines.

States: none. Who enters: every room that says where something is; `places.load` brings a country in.
Arrows leaving: none on this floor. Must not: hold addresses or where a survivor lives, ask a map server,
tell apart divisions by name (names repeat: the code is the key).
"""
