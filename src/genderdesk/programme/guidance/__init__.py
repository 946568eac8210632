"""Guidance: what an institution has laid down and who has read it, what was proposed and who decided, plans and audits.

States: a version is draft → consultation → submitted → authorised → in force → under review → superseded or withdrawn,
or returned or rejected; a proposal proposed → screened → submitted → approved, deferred or refused → implemented →
verified → closed; an action open → implemented → verified.
Who enters: the staff of an institution. Arrows leaving: cases, institution.
Must not: name a survivor, let an author authorise or a proposer decide, say who answered what in a self-assessment.
"""
