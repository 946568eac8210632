"""Figures: what the rooms below count, added up each month, protected, and shown with the rule that counts it.

States: a delta is fresh, then rolled up into counters. Who enters: analysts, desk heads, focal points, oversight.
Arrows leaving: institution, places, the vocabularies and labels of casework. Must not: hold a name, a narrative or
a case's number; show a cell of one to four persons or let one be worked out; say nought where nothing is known.
"""
