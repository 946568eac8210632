"""Cases: the survivor's file, from the report that opened it to closure and after.

States: opened, consent_pending, consented or declined, in_action, follow_up, closure_requested, closed, reopened.
Who enters: focal points, investigators, counsellors and heads of desk. Arrows leaving: intake, institution, places.
Must not: let identity out without a live consent or a recorded look, know a provider or a vehicle, let one person
request and approve a closure.
"""
