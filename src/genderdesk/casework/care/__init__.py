"""Care: the directory of providers, the closed referral from proposal to outcome, and counselling.

States: proposed → consented → sent → acknowledged → accepted or declined → attended or no-show → outcome → closed, or
revoked.
Who enters: focal points, counsellors, providers' own accounts. Arrows leaving: cases, and the floors below.
Must not: let identity out without a live consent, show a provider more than its own referrals, end care with a
complaint, let anybody but the counsellor read her or his own notes.
"""
