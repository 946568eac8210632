"""Partners: organisations with their names over time, agreements and what they oblige to, projects, money and gifts.

States: draft → negotiated → reviewed → signed → suspended, terminated; in force and expired follow from the days.
Who enters: heads of desk, outreach officers for who does what where. Arrows leaving: institution, places.
Must not: keep an account of money spent, name a person of a partner, or count what a partner reached as the desk's.
"""
