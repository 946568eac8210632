"""Oversight: who opened which file and why, what an officer opened, and what stands out in it.

States: an alert is open → seen → dismissed or referred. Who enters: oversight; whoever decides on requests of others.
Arrows leaving: cases, response, intake, accounts, institution, protection.
Must not: open a sealed field, show a survivor's name, let anybody see or decide what concerns herself or himself.
"""
