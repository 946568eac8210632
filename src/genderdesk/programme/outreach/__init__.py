"""Outreach: campaigns, activities and whom they reached, materials with their stock, clubs and networks.

States: activity planned → held | cancelled; material draft → cleared → recalled; a club is active by its returns.
Who enters: outreach officers, heads of desk, focal points. Arrows leaving: institution, places, intake's page.
Must not: add up numbers of different methods, keep a name of a minor, or take an audience for persons.
"""
