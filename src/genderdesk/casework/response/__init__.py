"""Dispatch and fleet: a record of its own for each response, the units, and every time that was kept.

States: waiting → dispatched → en_route → on_scene → with_survivor → cleared → closed; held, cancelled, not_located.
Who enters: dispatchers, riders, the danger in a report. Arrows leaving: intake, and the floors below.
Must not: hold a narrative or a survivor's name; show a place to a unit that is not assigned.
"""
