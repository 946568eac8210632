"""The doors and what guards them: acts, disclosures, access, vault and ledger.

States: none of its own; it checks those of others. Who enters: every room above, through an act or a disclosure.
Arrows leaving: platform, foundation. Must not: know a role's meaning, a case or a survivor; let a write pass unseen.
"""
