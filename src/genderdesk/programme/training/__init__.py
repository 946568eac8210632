"""Training: what is needed, courses with versions, events with sessions, who took part, tests, certificates.

States: event planned → approved → open → held → closed → verified, or cancelled; nomination nominated → approved →
confirmed → attended, absent or excused; certificate valid → expired, revoked or superseded.
Who enters: trainers, heads of desk; anybody checks a certificate's number. Arrows leaving: guidance, institution.
Must not: take attendances for persons, follow a person's category after the day, or show a name to the public.
"""
