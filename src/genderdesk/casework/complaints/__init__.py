"""Complaints about the service, and praise: told by the public or written in by staff, answered by few.

States: received → acknowledged → looked into → answered → closed, or passed to another body.
Who enters: the public, staff who write down what came on paper or by phone; oversight and the head office answer.
Arrows leaving: intake, institution, places, accounts, protection.
Must not: be seen by the station or the people that it is about, their chain of command, or whoever only wrote it down.
"""
