"""Plain Python without Django: ids, time with precision, tri-state answers, state tables, phone numbers, safe CSV.

States: none. Who enters: every room. Arrows leaving: none.
Must not: import Django, read settings, know a word of the domain.
"""
