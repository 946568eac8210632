"""Makes the demonstration country's files again: ``python -m genderdesk.demo.country.make_rwanda [folder]``.

Divisions come from two published sources; institutions, people, vehicles and providers are invented here, always in
the same way, so that a second run writes the same files.
"""
