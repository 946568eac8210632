"""Reports: what reached the desk, by any channel, and what triage made of each.

States: received → triaged → duplicate, not GBV, information only, referred elsewhere, or opened as a case.
Who enters: the public, operators, focal points, gateways. Arrows leaving: institution, places, protection.
Must not: know a case, send a vehicle, show a name outside a disclosure.
"""
