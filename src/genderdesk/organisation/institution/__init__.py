"""Who stands where: police, defence force, ministries; units as a dated tree; desks, posts, officers, appointments.

States: none; everything is in force from a first day up to, and not including, an end day.
Who enters: every room that asks which desk answers for a district or who holds a post today.
Arrows leaving: places. Must not: know an account or a case, delete what once was, let a post have two holders.
"""
